package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The pretend TikTok Shop's listing rules without a world around them: no port, no files, nothing stored. Judges create
 * bodies for a shop whose set-up is complete. Pictures that have not been uploaded count as fitting, and what the few
 * sample categories and brands cannot tell about real ones is left out.
 */
public final class ListingJudge implements AutoCloseable {

    /** What only the real catalogue of categories and brands can tell. */
    private static final Set<RefusalCode> NOT_TO_BE_TOLD =
            Set.of(RefusalCode.CATEGORY_UNKNOWN, RefusalCode.CATEGORY_VERSION_MISMATCH, RefusalCode.BRAND_UNKNOWN);

    private static final String NOT_UPLOADED = "sha256:";

    private final Books books = new Books(null);
    private final Clock clock;
    private final ListingRules rules;
    private final Shops.Shop shop;
    private final String warehouse;
    private final Shelf.Image fitting;

    /** A judge by this clock. */
    public ListingJudge(Clock clock) {
        this.clock = clock;
        TikTokSettings settings = TikTokSettings.builder().clock(clock).build();
        Shops shops = new Shops(settings, books);
        Shelf shelf = new Shelf(books);
        Catalogue catalogue = Catalogue.read();
        rules = new ListingRules(catalogue, shelf, new SkuRules(catalogue, shelf, settings, shops), books);
        shop = shops.all().get(0);
        warehouse = usableWarehouse(shop);
        fitting = shelf.lend(1_200, 1_200);
    }

    /**
     * One thing TikTok would refuse.
     *
     * @param code TikTok's
     * @param message TikTok's
     */
    public record Objection(int code, String message) {}

    /** Everything that would be refused in a Create Product body; empty when it would be taken. */
    public List<Objection> judge(byte[] body) {
        try {
            ObjectNode sent = Json.sent(body);
            BodyShape.check("POST", "/product/202309/products", sent);
            lendPictures(sent);
            sent.path("skus").forEach(sku -> sku.path("inventory")
                    .forEach(stock -> ((ObjectNode) stock).put("warehouse_id", warehouse)));
            List<Objection> objections = new ArrayList<>();
            ListingContext situation = new ListingContext(shop, null, "", Optional.empty(), clock.instant());
            for (Findings.Problem problem : rules.check(sent, situation).problems()) {
                if (!NOT_TO_BE_TOLD.contains(problem.code())) {
                    objections.add(new Objection(problem.code().code(), problem.message()));
                }
            }
            return objections;
        } catch (Refusal refused) {
            return List.of(new Objection(refused.code(), refused.text()));
        }
    }

    private void lendPictures(ObjectNode body) {
        body.path("main_images").forEach(this::lend);
        for (JsonNode sku : body.path("skus")) {
            sku.path("sales_attributes").forEach(attribute -> lend(attribute.path("sku_img")));
        }
        lend(body.path("size_chart").path("image"));
        body.path("certifications")
                .forEach(certificate -> certificate.path("images").forEach(this::lend));
        String description = Json.text(body, "description");
        if (description.contains(NOT_UPLOADED)) {
            body.put(
                    "description",
                    description
                            .replaceAll(
                                    "src=\"" + NOT_UPLOADED + "[^\"]*\"",
                                    "src=\"https://pictures.example/images/"
                                            + fitting.uri()
                                                    .substring(fitting.uri().indexOf('/') + 1) + "\"")
                            .replace("width=\"0\"", "width=\"1000\"")
                            .replace("height=\"0\"", "height=\"1000\""));
        }
    }

    private void lend(JsonNode picture) {
        if (picture instanceof ObjectNode named && Json.text(named, "uri").startsWith(NOT_UPLOADED)) {
            named.put("uri", fitting.uri());
        }
    }

    private static String usableWarehouse(Shops.Shop shop) {
        for (JsonNode warehouse : shop.warehouses()) {
            if (Json.text(warehouse, "type").equals("SALES_WAREHOUSE")) {
                return Json.text(warehouse, "id");
            }
        }
        throw new IllegalStateException("The pretend shop has no sales warehouse.");
    }

    @Override
    public void close() {
        books.close();
    }
}
