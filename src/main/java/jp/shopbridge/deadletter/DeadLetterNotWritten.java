package jp.shopbridge.deadletter;

/**
 * A dead letter could not be written, so its item must stay claimable: whoever catches this must not go on as if the
 * failure had been kept.
 */
public final class DeadLetterNotWritten extends RuntimeException {

    DeadLetterNotWritten(String stage, String productNo, String shop, Throwable cause) {
        super(
                "The failure of product " + productNo + " (" + shop + ") in " + stage
                        + " could not be kept as a dead letter because the database refused it; the item stays claimable."
                        + " Check the database's disk and connection.",
                cause);
    }
}
