package jp.shopbridge.mapping;

import java.util.List;
import java.util.stream.Collectors;

/** Mapping files that do not hold together; whatever was in force before stays in force. */
public final class MappingsRefused extends RuntimeException {

    private final List<Finding> findings;

    MappingsRefused(List<Finding> findings) {
        super("The mapping files are refused:\n"
                + findings.stream()
                        .filter(finding -> finding.level() == Finding.Level.ERROR)
                        .map(Finding::line)
                        .collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    /** Everything that was found, warnings included, in the order of the files. */
    public List<Finding> findings() {
        return findings;
    }
}
