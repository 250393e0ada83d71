package jp.shopbridge.conventions.offending.review;

import jp.shopbridge.staging.content.ListingContent;

/** Takes a listing's document to read a field by its name. */
class ReadsAListingByName {

    String title(ListingContent listing) {
        return listing.document().path("title").asText();
    }
}
