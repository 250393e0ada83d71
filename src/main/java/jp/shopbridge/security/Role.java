package jp.shopbridge.security;

import java.util.Optional;

/** What a user may do; the operator has all of them but the monitor's, whose addresses the console opens too. */
enum Role {
    /** Reads and edits listings, starts runs, asks what a replay of dead letters would come to. */
    MERCHANT,
    /** Pauses and resumes stages, activates mappings, replays and discards dead letters. */
    OPERATOR,
    /** Opens Hawtio, Jolokia, metrics and the details of health. */
    CONSOLE,
    /** Reads the figures and the details of health, for programs that watch; nothing else. */
    MONITOR;

    /** The role that a setting may give to somebody; the console comes with the operator's. */
    static Optional<Role> named(String name) {
        return switch (name) {
            case "merchant" -> Optional.of(MERCHANT);
            case "operator" -> Optional.of(OPERATOR);
            case "monitor" -> Optional.of(MONITOR);
            default -> Optional.empty();
        };
    }
}
