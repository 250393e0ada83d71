package jp.shopbridge.intake;

/** This instance's claim on a run ended while it worked; another goes on, and what was not written here is dropped. */
final class IntakeTakenOver extends RuntimeException {

    IntakeTakenOver(long run) {
        super("Intake run " + run + " is worked by another instance now; nothing was written here.");
    }
}
