package jp.shopbridge.intake;

/** What a run is doing; each phase can be repeated without harm. */
public enum IntakePhase {
    /** Reading products page by page. */
    PAGES,
    /** After a full scan: comparing what was met with what is staged. */
    SUSPECT,
    /** Asking futureshop for the suspected ones by number. */
    ABSENCE,
    /** Reading the stock of SKUs whose stock was never read. */
    STOCK,
    /** Nothing is left to do. */
    DONE
}
