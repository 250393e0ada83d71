package jp.shopbridge.api.products;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.foresee.Preview;
import jp.shopbridge.staging.Lack;
import org.jspecify.annotations.Nullable;

/** What sending a product now would come to. Nothing is sent, fetched or written to make it. */
record ProductPreview(
        String productNo,
        @Schema(description = "create, edit, values (price and stock alone), unchanged or refused.") String outcome,
        @Schema(description = "Whether TikTok would review the product anew.") boolean newReview,
        @Schema(
                        description =
                                "Whether nothing changed since TikTok turned it down: it is sent only because a person"
                                        + " asks for it.")
                boolean sentUnchanged,
        @Schema(description = "Whether the product is 連携対象; only then it is sent.") boolean selected,
        @Schema(description = "What stands in the way, when it is not for the lacks.") @Nullable Sentence obstacle,
        @Schema(description = "What keeps it from being sent, all at once.") List<Lack> lacks,
        @Schema(description = "The calls in their order.") List<Call> calls,
        @Schema(description = "What differs from what TikTok last accepted.") List<Difference> differences,
        List<Image> images,
        @Schema(description = "What could not be known without asking, and was assumed.") List<Sentence> notes) {

    /** One call. */
    @Schema(name = "PreviewedCall")
    record Call(
            @Schema(description = "create, edit, price or inventory.") String operation,
            String method,
            @Schema(description = "The path, without what is added for signing.") String path,
            @Schema(description = "The body, readable.") Object body,
            @Schema(description = "The exact text that would be sent.") String text,
            @Schema(description = "SHA-256 of the text, in hex.") String sha256,
            @Nullable String idempotencyKey) {}

    /** One value that differs. */
    @Schema(name = "PreviewedDifference")
    record Difference(
            @Schema(description = "Empty for the product's own fields.") String skuNo,
            String field,
            @Nullable Object before,
            @Nullable Object after) {}

    /** One image. */
    @Schema(name = "PreviewedImage")
    record Image(
            String url,
            @Schema(description = "main, option or description.") String use,
            @Schema(description = "uploaded, to-upload, or unread while nobody has fetched it.") String state,
            @Schema(description = "What stands in the body until TikTok has named the image.") @Nullable
                    String placeholder) {}

    static ProductPreview of(Preview preview) {
        return new ProductPreview(
                preview.status().key().productNo(),
                word(preview.outcome().name()),
                preview.newReview(),
                preview.sentUnchanged(),
                preview.status().selected(),
                preview.obstacle(),
                preview.lacks(),
                preview.calls().stream()
                        .map(call -> new Call(
                                call.operation(),
                                call.method(),
                                call.path(),
                                Json.parse(call.body()),
                                call.body(),
                                call.sha256(),
                                call.idempotencyKey()))
                        .toList(),
                preview.differences().stream()
                        .map(each ->
                                new Difference(each.skuNo(), each.field(), shown(each.before()), shown(each.after())))
                        .toList(),
                preview.images().stream()
                        .map(image -> new Image(image.url(), word(image.use()), image.state(), image.placeholder()))
                        .toList(),
                preview.notes());
    }

    private static @Nullable Object shown(@Nullable JsonNode node) {
        return node;
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
