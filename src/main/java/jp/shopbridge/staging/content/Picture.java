package jp.shopbridge.staging.content;

/**
 * A place where a listing shows a picture.
 *
 * @param url the picture's address, never blank
 * @param field the listing field it stands in, for sentences, such as {@code images[0]}
 */
public record Picture(String url, Use use, String field) {

    /** What a picture is for. */
    public enum Use {
        /** One of the product's own pictures. */
        MAIN,
        /** The picture of a variation's value. */
        OPTION,
        /** A picture inside the description. */
        DESCRIPTION,
        /** The table of sizes. */
        SIZE_CHART,
        /** A page of a certificate. */
        CERTIFICATE
    }

    /** Whether the listing can do without it: a picture within a text. */
    public boolean isDecoration() {
        return use == Use.DESCRIPTION;
    }
}
