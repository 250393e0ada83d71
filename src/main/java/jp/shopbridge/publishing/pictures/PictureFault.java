package jp.shopbridge.publishing.pictures;

/** What kind of trouble a picture's code stands for, by which it is decided whether to wait, to leave it out or to ask. */
enum PictureFault {
    /** It will be the same the next time, unless a person changes something. */
    LASTING,
    /** What came is no good picture; a server that is being mended answers so for a while. */
    DAMAGED,
    /** The server says that there is no such file (404, 410). */
    GONE,
    /** The server does not hand it out (other answers from 400 to 499). */
    WITHHELD;

    static final String NOT_AN_IMAGE = "PUBLISHING_IMAGE_NOT_AN_IMAGE";
    static final String CUT_OFF = "PUBLISHING_IMAGE_CUT_OFF";
    static final String BROKEN = "PUBLISHING_IMAGE_BROKEN";
    static final String NOT_FOUND = "PUBLISHING_IMAGE_NOT_FOUND";
    static final String NOT_HANDED_OUT = "PUBLISHING_IMAGE_REFUSED";
    static final String TOO_SMALL = "PUBLISHING_IMAGE_TOO_SMALL";

    static PictureFault of(String code) {
        return switch (code) {
            case NOT_AN_IMAGE, CUT_OFF, BROKEN -> DAMAGED;
            case NOT_FOUND -> GONE;
            case NOT_HANDED_OUT -> WITHHELD;
            default -> LASTING;
        };
    }
}
