package jp.shopbridge.publishing;

import jp.shopbridge.staging.content.Picture;

/**
 * An image that a listing needs at TikTok.
 *
 * @param url where it is at the shop
 * @param field the listing field it stands in, for sentences
 */
public record ImageWish(Publication publication, String url, Picture.Use use, String field) {

    @Override
    public String toString() {
        return use + " " + url;
    }
}
