package jp.shopbridge.publishing.pictures;

import jp.shopbridge.limit.Limit;
import jp.shopbridge.limit.Limits;
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
            case MAIN -> of("MAIN_IMAGE", "main-picture-side");
            case OPTION -> of("ATTRIBUTE_IMAGE", "option-picture-side");
            case DESCRIPTION -> of("DESCRIPTION_IMAGE", "description-picture-side");
            case SIZE_CHART -> of("SIZE_CHART_IMAGE", "size-chart-side");
            case CERTIFICATE -> of("CERTIFICATION_IMAGE", "certificate-side");
        };
    }

    private static ImageLimits of(String remoteName, String side) {
        Limit limit = Limits.named(side);
        return new ImageLimits(remoteName, limit.leastWhole(), limit.mostWhole());
    }
}
