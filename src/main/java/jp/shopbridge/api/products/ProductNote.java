package jp.shopbridge.api.products;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
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
                        new ProductNote(
                                "DESCRIPTION_IS_NAME",
                                DESCRIPTION,
                                Sentence.of(
                                        "「商品説明」：futureshopに商品説明がないため、商品名を商品説明として送ります。商品説明を入力すると、それを送ります。",
                                        "description: futureshop has none, so the name is sent as the description; enter one to send it instead.")));
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
                    case "embedded" -> Sentence.of("商品説明に埋め込まれた画像のため", "it lies within the text itself");
                    case "spacer" -> Sentence.of("余白や計測のための画像のため", "it only holds things apart or counts visits");
                    case "too-many" -> Sentence.of("TikTok Shopの上限の枚数を超えるため", "there are more than TikTok Shop takes");
                    default ->
                        Sentence.of(
                                "画像のURLが完全でなく、商品ページのURLもわからないため（設定 shop-address にショップのURLを書くと補えます）",
                                "its address is incomplete and the product's page is not known (the setting shop-address completes it)");
                };
        return new ProductNote(
                "DESCRIPTION_IMAGE_LEFT_OUT",
                DESCRIPTION,
                Sentence.of(
                        "「商品説明」：画像「" + shown + "」を外して送ります。" + because.ja() + "です。",
                        "description: the image '" + shown + "' is left out, because " + because.en() + "."));
    }
}
