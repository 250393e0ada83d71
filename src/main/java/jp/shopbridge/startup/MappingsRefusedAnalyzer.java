package jp.shopbridge.startup;

import java.util.stream.Collectors;
import jp.shopbridge.mapping.Finding;
import jp.shopbridge.mapping.MappingsRefused;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints what is wrong with the mapping files, each with file, line, column and remedy, instead of a trace. */
final class MappingsRefusedAnalyzer extends AbstractFailureAnalyzer<MappingsRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable root, MappingsRefused refused) {
        String findings = refused.findings().stream()
                .filter(finding -> finding.level() == Finding.Level.ERROR)
                .map(finding -> "  " + finding.line())
                .collect(Collectors.joining("\n"));
        return new FailureAnalysis(
                "The mapping files are refused:\n\n" + findings,
                "Correct each line and start again. The same jar finds them without starting: lint, then test. Without"
                        + " bridge.mappings-dir and without a folder mappings beside the jar, the packed files are used.",
                refused);
    }
}
