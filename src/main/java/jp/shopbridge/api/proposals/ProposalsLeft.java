package jp.shopbridge.api.proposals;

import io.swagger.v3.oas.annotations.media.Schema;

/** How many products a person left as they are. */
record ProposalsLeft(@Schema(description = "Products whose open proposal was put aside.") int left) {}
