package jp.shopbridge.publishing;

/** What an image is for; TikTok keeps uploads apart by it. */
public enum ImageUse {
    /** One of the product's own images. */
    MAIN("MAIN_IMAGE", 300, 4_000),
    /** The image of a variation's value. */
    OPTION("ATTRIBUTE_IMAGE", 100, 4_000),
    /** An image inside the description. */
    DESCRIPTION("DESCRIPTION_IMAGE", 100, 4_000),
    /** The table of sizes. */
    SIZE_CHART("SIZE_CHART_IMAGE", 1_024, 20_000),
    /** A page of a certificate. */
    CERTIFICATE("CERTIFICATION_IMAGE", 100, 20_000);

    private final String remoteName;
    private final int smallestSide;
    private final int largestSide;

    ImageUse(String remoteName, int smallestSide, int largestSide) {
        this.remoteName = remoteName;
        this.smallestSide = smallestSide;
        this.largestSide = largestSide;
    }

    /** The most pixels a side may have; larger ones are scaled down (fact sheet 3.6). */
    int largestSide() {
        return largestSide;
    }

    /** TikTok's name of the use. */
    String remoteName() {
        return remoteName;
    }

    /** The fewest pixels a side may have (fact sheet 3.6). */
    int smallestSide() {
        return smallestSide;
    }
}
