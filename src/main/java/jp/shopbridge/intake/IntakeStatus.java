package jp.shopbridge.intake;

/** Where a run stands. */
public enum IntakeStatus {
    /** Being worked, or waiting for an instance to go on at its page. */
    RUNNING,
    /** Read to its end. */
    DONE,
    /** Given up at its page, with a message; the next start goes on there. */
    FAILED
}
