package jp.shopbridge.security;

/** What a user may do; the operator has all of them. */
enum Role {
    /** Reads and edits listings, starts runs, asks what a replay of dead letters would come to. */
    MERCHANT,
    /** Pauses and resumes stages, activates mappings, replays and discards dead letters. */
    OPERATOR,
    /** Opens Hawtio, Jolokia, metrics and the details of health. */
    CONSOLE
}
