package jp.shopbridge.api.mappings;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mapping files that somebody proposes; documents what {@link MappingsApi} reads strictly. */
record MappingFilesRequest(
        @Schema(
                        description = "Texts by path below mappings/, such as lookups/categories.csv;"
                                + " {\"base64\": …} for a file that is not UTF-8.")
                @Nullable
                Map<String, Object> files,
        @Schema(description = "true: these are all files; otherwise they replace some of the version in force.")
                @Nullable
                Boolean whole) {}
