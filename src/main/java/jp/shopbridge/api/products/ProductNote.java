package jp.shopbridge.api.products;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.Listing;

/** Something that is sent otherwise than futureshop has it; nothing has to be done about it. */
record ProductNote(
        @Schema(description = "A stable word for what it is about.") String code,
        @Schema(description = "The field it is about.") String field,
        Sentence sentence) {

    private static final String DESCRIPTION = "description";

    /**
     * All of them.
     *
     * @param pictures the pictures of the description that are left out because of what their addresses deliver
     */
    static List<ProductNote> of(Listing listing, List<Lack> pictures) {
        List<ProductNote> notes = new ArrayList<>();
        boolean edited = listing.edits().stream()
                .anyMatch(edit -> edit.skuNo().isEmpty() && edit.field().equals(DESCRIPTION));
        if (!edited) {
            if (listing.mapped().isDescribedByName()) {
                notes.add(
                        new ProductNote("DESCRIPTION_IS_NAME", DESCRIPTION, Messages.sentence("DESCRIPTION_IS_NAME")));
            }
            listing.mapped().imagesLeftOut().forEach((address, why) -> notes.add(leftOut(address, why)));
        }
        pictures.forEach(lack -> notes.add(new ProductNote(lack.code(), lack.field(), lack.sentence())));
        return List.copyOf(notes);
    }

    private static ProductNote leftOut(String address, String why) {
        String shown = address.length() <= 200 ? address : address.substring(0, 200) + "…";
        Sentence because =
                switch (why) {
                    case "embedded" -> Messages.sentence("api.products.lies-within-text-itself");
                    case "spacer" -> Messages.sentence("api.products.only-holds-things-apart-counts");
                    case "too-many" -> Messages.sentence("api.products.there-more-than-tiktok-shop");
                    default -> Messages.sentence("api.products.address-incomplete-products-page-not");
                };
        return new ProductNote(
                "DESCRIPTION_IMAGE_LEFT_OUT",
                DESCRIPTION,
                Messages.sentence("DESCRIPTION_IMAGE_LEFT_OUT", shown, because));
    }
}
