package jp.shopbridge.security;

/** What a user may do; the operator has all of them. */
enum Role {
    /** Reads and edits listings, starts runs, repairs dead letters. */
    MERCHANT,
    /** Pauses and resumes stages, activates mappings. */
    OPERATOR,
    /** Opens Hawtio, Jolokia, metrics and the details of health. */
    CONSOLE
}
