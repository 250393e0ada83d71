package jp.shopbridge.api.mappings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** One kept version with its files, to be looked at or to be put back beside the application. */
record MappingVersionDetail(
        MappingVersionItem version,
        @Schema(description = "Files that are not the same in the version in force.") List<String> differing,
        @Schema(
                        description = "Texts by path below mappings/; {\"base64\": …} for a file that is not UTF-8.",
                        implementation = Object.class)
                ObjectNode files) {}
