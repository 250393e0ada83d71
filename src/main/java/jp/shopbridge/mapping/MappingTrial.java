package jp.shopbridge.mapping;

import java.util.List;
import java.util.function.BooleanSupplier;

/** Tries files that nobody has vouched for, before this process reads them. */
@FunctionalInterface
public interface MappingTrial {

    /**
     * What a trial found.
     *
     * @param findings in the order of the files, warnings and cases that do not hold included
     * @param cases how many cases were tried
     */
    record Verdict(List<Finding> findings, int cases) {

        /** Whether anything is wrong. */
        public boolean refused() {
            return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.ERROR);
        }

        /** Whether the files can be read, even if cases do not hold. */
        public boolean readable() {
            return findings.stream()
                    .noneMatch(finding ->
                            finding.level() == Finding.Level.ERROR && finding.kind() != FindingKind.FAILED_CASE);
        }
    }

    /**
     * Reads, lints and tries files.
     *
     * @param abandoned whether nobody waits for the verdict any more
     * @throws jp.shopbridge.failure.TransientFailure when it was abandoned
     */
    Verdict of(MappingFiles files, BooleanSupplier abandoned);

    /**
     * Tries files that are to be used.
     *
     * @throws MappingsRefused when anything is wrong, or a case does not hold
     */
    default void check(MappingFiles files, BooleanSupplier abandoned) {
        Verdict verdict = of(files, abandoned);
        if (verdict.refused()) {
            throw new MappingsRefused(verdict.findings());
        }
    }

    /**
     * Tries files whose effect is to be looked at.
     *
     * @throws MappingsRefused when they cannot be read
     */
    default void checkReadable(MappingFiles files, BooleanSupplier abandoned) {
        Verdict verdict = of(files, abandoned);
        if (!verdict.readable()) {
            throw new MappingsRefused(verdict.findings());
        }
    }
}
