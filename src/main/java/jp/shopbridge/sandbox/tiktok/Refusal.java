package jp.shopbridge.sandbox.tiktok;

/** An answer that is not success: becomes an envelope with this code and no data. */
final class Refusal extends RuntimeException {

    private final int code;
    private final int httpStatus;

    Refusal(RefusalCode code, String message) {
        this(code.code(), code.httpStatus(), message);
    }

    /** A refusal with any code, for faults that name one. */
    Refusal(int code, int httpStatus, String message) {
        super(message, null, false, false);
        this.code = code;
        this.httpStatus = httpStatus;
    }

    int code() {
        return code;
    }

    int httpStatus() {
        return httpStatus;
    }

    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
