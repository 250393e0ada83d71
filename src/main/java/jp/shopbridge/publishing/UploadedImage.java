package jp.shopbridge.publishing;

/**
 * An image as TikTok holds it.
 *
 * @param uri what bodies name it by
 * @param url where it is shown, for descriptions
 * @param width pixels after TikTok's change of ratio
 * @param height pixels after TikTok's change of ratio
 */
public record UploadedImage(String uri, String url, int width, int height) {}
