package jp.shopbridge.publishing.pictures;

/**
 * An image as TikTok holds it, or what stands for it in a preview.
 *
 * @param uri what bodies name it by
 * @param url where it is shown, for descriptions
 * @param width pixels after TikTok's change of ratio
 * @param height pixels after TikTok's change of ratio
 */
public record UploadedImage(String uri, String url, int width, int height) {

    private static final String PLACEHOLDER = "sha256:";

    /** What stands for an image whose bytes are known and not uploaded yet. */
    static UploadedImage placeholder(String contentHash, int width, int height) {
        return new UploadedImage(PLACEHOLDER + contentHash, PLACEHOLDER + contentHash, width, height);
    }

    /** Whether TikTok does not have it yet. */
    boolean isPlaceholder() {
        return uri.startsWith(PLACEHOLDER);
    }
}
