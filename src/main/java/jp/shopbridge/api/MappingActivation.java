package jp.shopbridge.api;

import io.swagger.v3.oas.annotations.media.Schema;

/** Which kept version is to decide, also an earlier one. */
record MappingActivation(@Schema(description = "The version, or its first characters.") String version) {}
