package jp.shopbridge.sandbox.tiktok;

import java.util.ArrayList;
import java.util.List;

/** What the checks of a listing found, in the order they looked. */
final class Findings {

    private final List<Problem> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** A rule that was broken; {@code message} says where. */
    record Problem(RefusalCode code, String message) {}

    void add(RefusalCode code) {
        problems.add(new Problem(code, code.message()));
    }

    void add(RefusalCode code, String detail) {
        problems.add(new Problem(code, code.message() + ": " + detail));
    }

    void addUnless(boolean fine, RefusalCode code, String detail) {
        if (!fine) {
            add(code, detail);
        }
    }

    /** Something dropped or ignored although the call succeeds. */
    void warn(String warning) {
        warnings.add(warning);
    }

    List<Problem> problems() {
        return problems;
    }

    List<String> warnings() {
        return warnings;
    }

    /** Refuses with the first problem, if there is one. */
    void orRefuse() {
        if (!problems.isEmpty()) {
            throw new Refusal(problems.get(0).code(), problems.get(0).message());
        }
    }
}
