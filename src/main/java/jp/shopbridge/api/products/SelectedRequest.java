package jp.shopbridge.api.products;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** Whether one product is 連携対象. */
record SelectedRequest(@Schema(description = "true selects, false deselects.") @NotNull Boolean selected) {}
