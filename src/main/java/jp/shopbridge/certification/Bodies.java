package jp.shopbridge.certification;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import jp.shopbridge.Json;

/** What the certification's own products are made of. Every one carries the mark in its title and its seller SKUs. */
final class Bodies {

    static final String FULL = "full";
    static final String DRAFT = "draft";
    static final String RESTRICTED = "restricted";

    private static final List<String> SIZES = List.of("S", "M");
    private static final String CODE = "4901234567894";
    private static final int PICTURE = 600;

    private final WalkState known;

    Bodies(WalkState known) {
        this.known = known;
    }

    String sellerSku(String product, int number) {
        return known.mark() + "-" + product + "-" + number;
    }

    /** A new product for review. */
    ObjectNode create(String product, String saveMode, String warehouse) {
        ObjectNode body = content(product, "").put("save_mode", saveMode);
        body.put("category_version", known.known("version"));
        body.put("idempotency_key", known.mark() + "-" + product);
        ArrayNode skus = body.putArray("skus");
        for (int number = 1; number <= SIZES.size(); number++) {
            ObjectNode sku = priced(sku(skus, product, number), number);
            sku.putArray("inventory").addObject().put("warehouse_id", warehouse).put("quantity", 2 + number);
            if (number == 1 && product.equals(FULL)) {
                sku.putObject("identifier_code").put("type", "JAN").put("code", CODE);
            }
        }
        return body;
    }

    /** The same for the check, which takes less. */
    ObjectNode check() {
        ObjectNode body = create("check", "LISTING", known.known("warehouse"));
        body.remove(List.of("save_mode", "idempotency_key", "category_version"));
        return body;
    }

    /** The whole product anew with another title; without identifier code, price and stock, which are to stay. */
    ObjectNode edit() {
        ObjectNode body = content(FULL, "（変更後）").put("save_mode", "LISTING");
        body.put("category_version", known.known("version"));
        ArrayNode skus = body.putArray("skus");
        for (int number = 1; number <= SIZES.size(); number++) {
            sku(skus, FULL, number).put("id", known.known("sku" + number));
        }
        return body;
    }

    /** Another title, and the SKUs without price and stock. */
    ObjectNode partialEdit() {
        ObjectNode body =
                Json.MAPPER.createObjectNode().put("save_mode", "LISTING").put("title", title("（一部変更後）"));
        ArrayNode skus = body.putArray("skus");
        for (int number = 1; number <= SIZES.size(); number++) {
            sku(skus, FULL, number).put("id", known.known("sku" + number));
        }
        return body;
    }

    /** The package of the products in the words of the shipping templates: unit 1 is gram and centimetre. */
    static ObjectNode shippingTemplates() {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ObjectNode product = body.putObject("product_attribute");
        product.putObject("weight").put("weight", "350").put("unit", 1);
        product.putObject("dimension")
                .put("length", "20")
                .put("width", "15")
                .put("height", "5")
                .put("unit", 1);
        return body;
    }

    String title(String changed) {
        return "接続確認用の商品（販売しません）" + changed + " " + known.mark();
    }

    private ObjectNode content(String product, String changed) {
        ObjectNode body = Json.MAPPER
                .createObjectNode()
                .put("title", title(changed))
                .put("description", "<p>TikTok Shopとの接続を確認するための商品です。注文しないでください。</p>")
                .put("category_id", known.known("category"))
                .put("external_product_id", known.mark() + "-" + product);
        body.putArray("main_images").addObject().put("uri", known.known("image"));
        String attributes = known.known("attributes");
        if (attributes.startsWith("[")) {
            body.set("product_attributes", Json.parse(attributes));
        }
        body.putObject("package_weight").put("value", "350").put("unit", "GRAM");
        body.putObject("package_dimensions")
                .put("length", "20")
                .put("width", "15")
                .put("height", "5")
                .put("unit", "CENTIMETER");
        return body;
    }

    private ObjectNode sku(ArrayNode skus, String product, int number) {
        ObjectNode sku = skus.addObject().put("seller_sku", sellerSku(product, number));
        sku.putArray("sales_attributes").addObject().put("name", "サイズ").put("value_name", SIZES.get(number - 1));
        return sku;
    }

    private static ObjectNode priced(ObjectNode sku, int number) {
        sku.putObject("price").put("amount", String.valueOf(900 + 100 * number)).put("currency", "JPY");
        return sku;
    }

    /** A plain picture in TikTok's form, of another colour for each mark, so that no two products share one. */
    static byte[] picture(String mark) {
        BufferedImage image = new BufferedImage(PICTURE, PICTURE, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(mark.hashCode() & 0xFFFFFF));
        pen.fillRect(0, 0, PICTURE, PICTURE);
        pen.setColor(Color.WHITE);
        pen.fillOval(PICTURE / 4, PICTURE / 4, PICTURE / 2, PICTURE / 2);
        pen.dispose();
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            if (!ImageIO.write(image, "jpg", out)) {
                throw new IllegalStateException("This Java writes no JPEG.");
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
