package jp.shopbridge.publishing.pictures;

import jp.shopbridge.staging.content.Picture;

/**
 * What TikTok wants of an image by what it is for; it keeps uploads apart by that.
 *
 * @param remoteName TikTok's name of the use
 * @param smallestSide the fewest pixels a side may have (docs/facts/tiktok.md 3.6)
 * @param largestSide the most pixels a side may have; larger ones are scaled down (docs/facts/tiktok.md 3.6)
 */
record ImageLimits(String remoteName, int smallestSide, int largestSide) {

    static ImageLimits of(Picture.Use use) {
        return switch (use) {
            case MAIN -> new ImageLimits("MAIN_IMAGE", 300, 4_000);
            case OPTION -> new ImageLimits("ATTRIBUTE_IMAGE", 100, 4_000);
            case DESCRIPTION -> new ImageLimits("DESCRIPTION_IMAGE", 100, 4_000);
            case SIZE_CHART -> new ImageLimits("SIZE_CHART_IMAGE", 1_024, 20_000);
            case CERTIFICATE -> new ImageLimits("CERTIFICATION_IMAGE", 100, 20_000);
        };
    }
}
