package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Makes products in futureshop's shape: ordinary ones of about 4 kB, and ones with anything at all in any field. */
final class Products {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> GROUPS =
            List.of("tea", "sweets", "tshirt", "bag", "cosmetics", "phone-case", "mug", "toy", "unknown");
    private static final List<String> WORDS =
            List.of("オーガニック", "コットン", "宇治", "煎茶", "Tシャツ", "今治", "タオル", "<br>", "＆", "🎁", "𠮷", "SALE", "no", "0490");

    private final Random random;

    Products(long seed) {
        this.random = new Random(seed);
    }

    /** A product a shop would have, of about 4 kB. */
    ObjectNode ordinary(int number) {
        ObjectNode product = JSON.objectNode();
        String no = String.format("P%06d", number);
        product.put("id", number)
                .put("productNo", no)
                .put("url", no)
                .put("uri", "https://www.shop.example/c/" + no)
                .put("name", "オーガニックコットン<br>クルーネックTシャツ " + number)
                .put("unitPrice", 1000 + random.nextInt(9000))
                .put("visible", true)
                .put("taxEnabled", random.nextBoolean())
                .put("taxRate", random.nextBoolean() ? 10 : 8)
                .put("inventoryEnabled", true)
                .put("variationEnabled", true)
                .put("type", "REGULAR")
                .put("groupUrl", GROUPS.get(random.nextInt(GROUPS.size())))
                .put("groupName", "Tシャツ");
        ArrayNode variations = product.putObject("variation").putArray("variationList");
        for (int i = 0; i < 6; i++) {
            variations
                    .addObject()
                    .put("skuNo", no + "0" + i % 2 + i / 2)
                    .put("horizontalNo", "0" + i % 2)
                    .put("horizontalName", i % 2 == 0 ? "ホワイト" : "ネイビー")
                    .put("verticalNo", String.valueOf(i / 2))
                    .put("verticalName", List.of("S", "M", "L").get(i / 2))
                    .put("janCode", i == 0 ? "4901234567894" : "")
                    .put("count", random.nextInt(50))
                    .putNull("price")
                    .put("representativeVariation", i == 0)
                    .put("leadTime", "2〜3営業日")
                    .put("weight", 150 + random.nextInt(100));
        }
        ArrayNode images = product.putObject("image").putArray("imageList");
        for (int i = 1; i <= 3; i++) {
            ObjectNode image = images.addObject();
            for (String size : List.of("original", "xxl", "xl", "l", "m", "s")) {
                image.put(
                        size + "ImagePath",
                        "https://shop.itembox.design/product/010/000000" + no + "/" + no + "-0" + i + "-" + size
                                + ".jpg?t=20260101");
            }
        }
        product.putObject("comment")
                .put("linkedName", "")
                .put("linkedDescription", "")
                .put(
                        "descriptionLarge",
                        "<div class=\"item\"><h3>特長</h3><p>洗うほどに<b>肌になじむ</b>、毎日着たくなる一枚です。</p>"
                                + "<table><tr><th>素材</th><td>綿100%</td></tr><tr><th>原産国</th><td>日本</td></tr></table>"
                                + "<p>濃色は色落ちすることがあります。<br>ほかのものと分けて洗ってください。</p>"
                                + "<p>着丈 <b>S</b> 65cm、<b>M</b> 68cm、<b>L</b> 71cm。平置きで測った寸法です。</p></div>")
                .put("descriptionSmall", "綿100%のやわらかな一枚。")
                .put("catchCopy", "毎日着たくなる");
        return product;
    }

    /** A product in which every field may be absent, null, of another type, huge, deep or strange. */
    ObjectNode strange() {
        ObjectNode product = ordinary(random.nextInt(1_000_000));
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            spoil(product);
        }
        if (random.nextInt(20) == 0) {
            manyVariations(product);
        }
        return product;
    }

    /** The document as a store gives it back. */
    static JsonNode reread(JsonNode document) {
        try {
            return CaseReader.JSON.readTree(document.toString());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void manyVariations(ObjectNode product) {
        ArrayNode list = product.putArray("variationList");
        product.remove("variation");
        for (int i = 0; i < 400; i++) {
            list.addObject()
                    .put("skuNo", "S" + i)
                    .put("horizontalNo", String.valueOf(i))
                    .put("horizontalName", "色" + i)
                    .put("price", 100 + i);
        }
    }

    private void spoil(JsonNode node) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new java.util.ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            JsonNode child = object.get(name);
            if (child.isContainerNode() && !child.isEmpty() && random.nextInt(3) > 0) {
                spoil(child);
            } else if (random.nextInt(4) == 0) {
                object.remove(name);
            } else {
                object.set(name, anything(0));
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            int at = random.nextInt(array.size());
            if (random.nextInt(3) > 0) {
                spoil(array.get(at));
            } else {
                array.set(at, anything(0));
            }
        }
    }

    private JsonNode anything(int depth) {
        return switch (random.nextInt(16)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.textNode("");
            case 2 -> JSON.textNode(WORDS.get(random.nextInt(WORDS.size())));
            case 3 -> JSON.numberNode(random.nextInt());
            case 4 -> JSON.numberNode(-random.nextInt(1000));
            case 5 -> JSON.numberNode(random.nextDouble() * 1e6);
            case 6 -> JSON.numberNode(new java.math.BigDecimal("1E+100000"));
            case 7 -> JSON.booleanNode(random.nextBoolean());
            case 8 -> depth > 3 ? JSON.arrayNode() : JSON.arrayNode().add(anything(depth + 1));
            case 9 -> depth > 3 ? JSON.objectNode() : JSON.objectNode().set("x", anything(depth + 1));
            case 10 -> JSON.textNode("\uD83D lone \uDC00 surrogates \u0000\u0007");
            case 11 -> JSON.textNode(random.nextInt(10) == 0 ? "<div>".repeat(20_000) + "深い" : "<b><p></b>&#x1F381;");
            case 12 -> JSON.textNode(random.nextInt(10) == 0 ? "あ".repeat(1_000_000) : "あ".repeat(300));
            case 13 -> deep();
            case 14 -> JSON.numberNode(Double.NaN);
            default -> JSON.textNode("12,800円");
        };
    }

    private JsonNode deep() {
        JsonNode node = JSON.textNode("底");
        int levels = random.nextInt(900);
        for (int i = 0; i < levels; i++) {
            node = JSON.arrayNode().add(node);
        }
        return node;
    }
}
