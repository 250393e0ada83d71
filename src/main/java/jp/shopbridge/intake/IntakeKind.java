package jp.shopbridge.intake;

/** Which products a run reads. */
public enum IntakeKind {
    /** Those that futureshop says were updated since the last complete run. */
    INCREMENTAL,
    /** All, because futureshop's update time is not reliable and a deletion shows only as absence. */
    FULL
}
