package jp.shopbridge.publishing.pictures;

import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.content.Picture;
import org.jspecify.annotations.Nullable;

/**
 * How far one picture of a listing has come on its way to TikTok.
 *
 * @param image what TikTok has of it, or what stands for it until then; null while it has nothing
 * @param lack what is wrong with it, so that the listing cannot go; null when nothing is
 * @param note why the listing goes without it; null when it does not
 * @param upload what is still to be uploaded; null when nothing is
 */
public record BroughtPicture(
        Picture picture,
        @Nullable UploadedImage image,
        @Nullable Lack lack,
        @Nullable Lack note,
        @Nullable Upload upload) {

    /**
     * The bytes that have to go to TikTok.
     *
     * @param contentHash SHA-256 of the bytes as the shop's server delivered them, in hex
     * @param bytes in a form that TikTok takes
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
    public record Upload(String contentHash, byte[] bytes) {

        @Override
        public String toString() {
            return "Upload[" + contentHash + "]";
        }
    }

    static BroughtPicture uploaded(Picture picture, UploadedImage image) {
        return new BroughtPicture(picture, image, null, null, null);
    }

    static BroughtPicture unfit(Picture picture, Lack lack) {
        return new BroughtPicture(picture, null, lack, null, null);
    }

    static BroughtPicture leftOut(Picture picture, Lack note) {
        return new BroughtPicture(picture, null, null, note, null);
    }

    /** What stands in the body while the picture is not uploaded; null once it is. */
    public @Nullable String placeholder() {
        return image != null && image.isPlaceholder() ? image.uri() : null;
    }
}
