package jp.shopbridge.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.Finding;

/** Something in mapping files that is wrong or doubtful. */
public record MappingFinding(
        @Schema(description = "Which mistake it is, such as unknown-source-field.") String kind,
        @Schema(description = "error: the files are refused; warning: somebody should look.") String level,
        @Schema(description = "The file's path below mappings/.") String file,
        @Schema(description = "The line, from 1.") int line,
        @Schema(description = "The column, from 1.") int column,
        @Schema(description = "What is wrong there.") Sentence sentence,
        @Schema(description = "What to do about it.") Sentence remedy) {

    public static MappingFinding of(Finding finding) {
        return new MappingFinding(
                finding.kind().id(),
                finding.level().name().toLowerCase(Locale.ROOT),
                finding.at().file(),
                finding.at().line(),
                finding.at().column(),
                finding.sentence(),
                finding.remedy());
    }
}
