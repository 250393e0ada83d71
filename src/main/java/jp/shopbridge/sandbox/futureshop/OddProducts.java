package jp.shopbridge.sandbox.futureshop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The unusual part of the sample. {@code ODD-…} products are valid futureshop products that a careless reader or mapping
 * trips over; {@code BROKEN-…} products are answers futureshop ought not to give.
 */
final class OddProducts {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final LocalDateTime CREATED = LocalDateTime.of(2022, 3, 1, 12, 0);
    private static final LocalDateTime UPDATED = LocalDateTime.of(2025, 9, 1, 12, 0);

    private final Supplier<String> jan;
    private final List<Recipe> recipes = new ArrayList<>();

    OddProducts(Supplier<String> jan) {
        this.jan = jan;
    }

    /** Makes one product once its id is known. */
    @FunctionalInterface
    interface Recipe {
        ObjectNode make(long id);
    }

    List<Recipe> recipes() {
        add("BROKEN-TWICE", GoodsKind.BAG, p -> {}); // early, so that its double stands on another page
        names();
        descriptions();
        variations();
        prices();
        imagesAndWeights();
        stocks();
        typesAndGroups();
        shapes();
        broken();
        return recipes;
    }

    /** The same 商品番号 once more, far behind the first one. */
    ObjectNode secondOfTwice(long id) {
        ObjectNode product = plain(id, "BROKEN-TWICE", GoodsKind.BAG);
        product.put("name", "帆布 トートバッグ（二重登録・二つ目）");
        return product;
    }

    /** An 18-digit id; the last in the shop because ids ascend. */
    ObjectNode bigId() {
        return plain(912_345_678_901_234_567L, "ODD-BIG-ID", GoodsKind.MUG);
    }

    private void names() {
        add("ODD-BR-NAME", GoodsKind.TEA, p -> p.put("name", "宇治 玉露<br>ギフト箱入り<br />送料無料"));
        add("ODD-EMOJI", GoodsKind.SWEETS, p -> {
            p.put("name", "🍋瀬戸内レモンのフィナンシェ🎁 10個入 ★★★");
            comment(p, "descriptionLarge", "<p>おいしい😋！ 家族👨‍👩‍👧‍👦で楽しめます☕️。</p>");
        });
        add(
                "ODD-LONG-NAME",
                GoodsKind.BAG,
                p -> p.put("name", "倉敷産帆布のとても丈夫なトートバッグ".repeat(10).substring(0, 150)));
        add(
                "ODD-LONG-NAME-ASCII",
                GoodsKind.BAG,
                p -> p.put("name", "CANVAS TOTE BAG ".repeat(20).substring(0, 300)));
        add("ODD-HALF-WIDTH-KANA", GoodsKind.SOCKS, p -> p.put("name", "ﾒﾘﾉｳｰﾙ くつした ①足組　（２２−２５㎝）"));
        add("ODD-ENTITIES", GoodsKind.COSMETICS, p -> p.put("name", "椿&amp;ゆず ハンドクリーム &lt;無香料&gt; 50g"));
        add("ODD-CONTROL-CHARACTERS", GoodsKind.TOWEL, p -> {
            p.put("name", "今治\u0000 フェイス\tタオル\u0007");
            comment(p, "descriptionLarge", "<p>やわ\u0000らかい\u000bタオル</p>");
        });
        add("ODD-SURROGATE", GoodsKind.KNIFE, p -> p.put("name", "𠮷田刃物 三徳包丁 165mm 髙橋銘"));
        add("ODD-YAML-WORDS", GoodsKind.TOY, p -> {
            p.put("name", "no");
            p.put("groupName", "on");
        });
        add("ODD-SYMBOLS", GoodsKind.MUG, p -> p.put("name", "!!!!! SALE ~~~~~ 美濃焼 マグ ◆◆◆◆◆ $$$"));
    }

    private void descriptions() {
        add(
                "ODD-HTML-TABLE",
                GoodsKind.BAG,
                p -> comment(
                        p,
                        "descriptionLarge",
                        "<h2>サイズ</h2><table border=\"1\"><tr><th>幅</th><th>高さ</th></tr><tr><td>38cm</td><td>42cm</td></tr></table>"
                                + "<div style=\"color:red\"><center>人気<font size=\"5\">No.1</font></center></div>"));
        add(
                "ODD-HTML-SCRIPT",
                GoodsKind.TSHIRT,
                p -> comment(
                        p,
                        "descriptionLarge",
                        "<p onclick=\"steal()\">綿100%</p><script>alert('x')</script><style>p{color:red}</style>"
                                + "<a href=\"javascript:alert(1)\">詳しく</a><!-- 社内メモ: 原価 480円 -->"));
        add(
                "ODD-HTML-RELATIVE-LINK",
                GoodsKind.MUG,
                p -> comment(
                        p,
                        "descriptionLarge",
                        "<p>お手入れは<a href=\"/c/guide/care\">こちら</a>。<img src=\"../img/care.jpg\" alt=\"\">"
                                + "<img src=\"//www.shop.example/img/size.gif\"></p>"));
        add(
                "ODD-HTML-IFRAME",
                GoodsKind.COSMETICS,
                p -> comment(
                        p,
                        "descriptionLarge",
                        "<iframe src=\"https://video.example/embed/1\"></iframe><video src=\"/m.mp4\"></video>"
                                + "<form action=\"/cart\"><input name=\"q\"><button>買う</button></form><p>使い方の動画です。</p>"));
        add(
                "ODD-HTML-UNCLOSED",
                GoodsKind.TOWEL,
                p -> comment(p, "descriptionLarge", "<p>今治<b>タオル<ul><li>速乾<li>吸水</p></b><br><BR/>まとめ買い < お得 > & 送料無料"));
        add(
                "ODD-LONG-DESCRIPTION",
                GoodsKind.KNIFE,
                p -> comment(p, "descriptionLarge", "<p>堺の職人が一本ずつ仕上げた包丁です。よく切れて、研ぎやすい。</p>".repeat(400)));
        add(
                "ODD-PLAIN-DESCRIPTION",
                GoodsKind.TOY,
                p -> comment(p, "descriptionLarge", "木の積み木です。\n角を丸くしました。\r\n\r\n対象年齢：1歳半から"));
        add("ODD-NO-DESCRIPTION", GoodsKind.SOCKS, p -> {
            ObjectNode block = JSON.objectNode();
            for (String key :
                    List.of("linkedName", "linkedDescription", "descriptionLarge", "descriptionSmall", "catchCopy")) {
                block.put(key, "");
            }
            p.set("comment", block);
        });
        add("ODD-NO-COMMENT", GoodsKind.SOCKS, p -> p.set("comment", JSON.objectNode()));
    }

    private void variations() {
        recipes.add(id -> {
            ProductDraft draft = draft(id, "ODD-400-SKU", GoodsKind.TSHIRT);
            for (int colour = 1; colour <= 20; colour++) {
                for (int size = 1; size <= 20; size++) {
                    draft.sku(sku("C" + colour, "色" + colour, "S" + size, "サイズ" + size, 5));
                }
            }
            return draft.build();
        });
        recipes.add(id -> draft(id, "ODD-HORIZONTAL-ONLY", GoodsKind.TSHIRT)
                .sku(sku("01", "ホワイト", "", "", 4))
                .sku(sku("02", "ネイビー", "", "", 0))
                .build());
        recipes.add(id -> draft(id, "ODD-VERTICAL-ONLY", GoodsKind.SOCKS)
                .sku(sku("", "", "22", "22-24cm", 8))
                .sku(sku("", "", "25", "25-27cm", 2))
                .build());
        recipes.add(id -> draft(id, "ODD-ONE-CHOICE", GoodsKind.TSHIRT)
                .sku(sku("78", "INDIGO", "9", "F", 3))
                .build());
        recipes.add(id -> draft(id, "ODD-SKU-COLLISION", GoodsKind.TSHIRT)
                .sku(sku("1", "赤", "11", "大", 3))
                .sku(sku("11", "青", "1", "小", 4))
                .build());
        recipes.add(id -> draft(id, "ODD-SAME-CHOICE-NAMES", GoodsKind.BAG)
                .sku(sku("01", "ブラック", "", "", 3))
                .sku(sku("02", "ブラック", "", "", 4))
                .build());
        recipes.add(id -> draft(id, "ODD-LONG-CHOICE", GoodsKind.PHONE_CASE)
                .sku(sku("01", "ブラック（受注生産のためお届けまでに二週間ほどかかります。名入れは備考欄へ）", "", "", 3))
                .sku(sku("02", "ブラウン<br>再入荷", "", "", 4))
                .build());
        recipes.add(id -> draft(id, "ODD-YAML-CHOICES", GoodsKind.TEA)
                .sku(sku("no", "no", "on", "0490", 3))
                .sku(sku("yes", "yes", "off", "12:30", 4))
                .build());
        recipes.add(id -> draft(id, "ODD-VARIATION-PRICES", GoodsKind.KNIFE)
                .sku(new ProductDraft.Sku("01", "165mm", "", "", jan.get(), 3, 12_800, 180))
                .sku(new ProductDraft.Sku("02", "210mm", "", "", jan.get(), 3, 16_800, 260))
                .sku(new ProductDraft.Sku("03", "240mm", "", "", jan.get(), 3, null, 300))
                .build());
        add("ODD-EMPTY-VARIATION", GoodsKind.MUG, p -> p.set("variation", JSON.objectNode()));
        add("ODD-VARIATION-WITHOUT-LIST", GoodsKind.MUG, p -> {
            p.put("variationEnabled", true);
            list(p).removeAll();
        });
    }

    private void prices() {
        add("ODD-PRICE-ZERO", GoodsKind.TEA, p -> p.put("unitPrice", 0));
        add("ODD-PRICE-TOO-HIGH", GoodsKind.KNIFE, p -> p.put("unitPrice", 598_000));
        add("ODD-PRICE-LIMIT-BY-TAX", GoodsKind.KNIFE, p -> p.put("unitPrice", 480_000)
                .put("taxEnabled", false));
        add("ODD-PRICE-STRING", GoodsKind.BAG, p -> p.put("unitPrice", "4980"));
        add("ODD-PRICE-STRING-COMMA", GoodsKind.BAG, p -> p.put("unitPrice", "12,800"));
        add("ODD-TAX-EXCLUDED-8", GoodsKind.TEA, p -> p.put("unitPrice", 1852).put("taxEnabled", false));
        add("ODD-TAX-EXCLUDED-10", GoodsKind.TOWEL, p -> p.put("unitPrice", 2777)
                .put("taxEnabled", false));
        add("ODD-TAX-ZERO", GoodsKind.TOWEL, p -> p.put("taxRate", 0).put("taxEnabled", false));
        add("ODD-PRICE-ONE", GoodsKind.SOCKS, p -> p.put("unitPrice", 1));
    }

    private void imagesAndWeights() {
        add("ODD-NO-IMAGE", GoodsKind.SOCKS, p -> p.set("image", JSON.objectNode()));
        recipes.add(id -> draft(id, "ODD-27-IMAGES", GoodsKind.BAG)
                .images(27)
                .single(jan.get(), 6, 800)
                .build());
        add("ODD-IMAGE-TINY", GoodsKind.MUG, p -> special(p, Pictures.TINY));
        add("ODD-IMAGE-PNG", GoodsKind.MUG, p -> special(p, Pictures.PNG));
        add("ODD-IMAGE-GONE", GoodsKind.MUG, p -> special(p, Pictures.GONE));
        add("ODD-IMAGE-HTML", GoodsKind.MUG, p -> special(p, Pictures.HTML));
        add("ODD-IMAGE-WIDE", GoodsKind.TOWEL, p -> special(p, Pictures.WIDE));
        add("ODD-IMAGE-CUT", GoodsKind.TOWEL, p -> special(p, Pictures.CUT));
        add("ODD-IMAGE-EMPTY-PATH", GoodsKind.TOWEL, p -> ((ObjectNode)
                        p.path("image").path("imageList").path(0))
                .put("xxlImagePath", ""));
        add("ODD-NO-WEIGHT", GoodsKind.TOY, p -> first(p).remove("weight"));
        add("ODD-NULL-WEIGHT", GoodsKind.TOY, p -> first(p).putNull("weight"));
        add("ODD-ZERO-WEIGHT", GoodsKind.TOY, p -> first(p).put("weight", 0));
        add("ODD-HEAVY", GoodsKind.PET_FOOD, p -> first(p).put("weight", 120_000));
        add("ODD-JAN-WRONG", GoodsKind.COSMETICS, p -> jan(p, "4599012345671"));
        add("ODD-JAN-8", GoodsKind.COSMETICS, p -> jan(p, "4599888" + JanCode.checkDigit("4599888")));
        add("ODD-JAN-TEXT", GoodsKind.COSMETICS, p -> jan(p, "JANなし"));
        add("ODD-JAN-NULL", GoodsKind.COSMETICS, p -> first(p).putNull("janCode"));
    }

    private void stocks() {
        add("ODD-SOLD-OUT", GoodsKind.SWEETS, p -> count(p, 0));
        add("ODD-NEGATIVE-STOCK", GoodsKind.SWEETS, p -> count(p, -3));
        add("ODD-HUGE-STOCK", GoodsKind.SWEETS, p -> count(p, 999_999_999));
        add("ODD-UNMANAGED-STOCK", GoodsKind.PHONE_CASE, p -> {
            p.put("inventoryEnabled", false);
            count(p, 0);
        });
        add("ODD-UNMANAGED-EMPTY", GoodsKind.PHONE_CASE, p -> {
            p.put("inventoryEnabled", false);
            ((ArrayNode) p.at("/inventoryInfo/regular/inventoryList")).removeAll();
        });
        add("ODD-PLANNED-STOCK", GoodsKind.TOY, p -> {
            p.put("plannedStockEnabled", true);
            ObjectNode planned = ((ObjectNode) p.path("inventoryInfo"))
                    .putArray("plannedList")
                    .addObject()
                    .put("date", "2026-12-20");
            planned.putArray("inventoryList").add(stock(p, 30));
            p.putObject("plannedStock")
                    .putArray("plannedStockList")
                    .addObject()
                    .put("date", "2026-12-20")
                    .put("count", 30);
        });
        add("ODD-REAL-STORE", GoodsKind.BAG, p -> {
            ObjectNode store = ((ObjectNode) p.path("inventoryInfo"))
                    .putArray("realStoreList")
                    .addObject()
                    .put("storeCode", "GINZA");
            store.putArray("inventoryList").add(stock(p, 2));
        });
    }

    private void typesAndGroups() {
        add("ODD-HIDDEN", GoodsKind.TEA, p -> p.put("visible", false));
        add("ODD-SUBSCRIPTION", GoodsKind.COSMETICS, p -> {
            p.put("type", "SUBSCRIPTION");
            p.putObject("subscription").put("subscriptionEnabled", true).put("cycle", "毎月");
        });
        add("ODD-HANPUKAI", GoodsKind.SWEETS, p -> p.put("type", "HANPUKAI"));
        add("ODD-PREORDER", GoodsKind.TOY, p -> {
            p.put("type", "PREORDER").put("preorderEnabled", true);
            p.putObject("preorder").put("preorderEnabled", true).put("shippingDate", "2027-01-31");
            ((ObjectNode) p.path("inventoryInfo"))
                    .putObject("preorder")
                    .putArray("inventoryList")
                    .add(stock(p, 50));
        });
        add("ODD-TYPE-UNKNOWN", GoodsKind.TOY, p -> p.put("type", "LUCKY_BAG"));
        add("ODD-COOL", GoodsKind.SWEETS, p -> p.put("coolDeliveryEnabled", true));
        add("ODD-OPTIONS", GoodsKind.MUG, p -> {
            p.putObject("option")
                    .putArray("optionList")
                    .addObject()
                    .put("name", "名入れ")
                    .put("required", true);
            p.putObject("optionPrice")
                    .putArray("optionPriceList")
                    .addObject()
                    .put("name", "ラッピング")
                    .put("price", 330);
            p.putObject("stockNotification").put("stockNotificationEnabled", true);
        });
        add("ODD-NO-GROUP", GoodsKind.BAG, p -> p.remove(List.of("groupUrl", "groupName")));
        add("ODD-UNKNOWN-GROUP", GoodsKind.BAG, p -> p.put("groupUrl", "outlet").put("groupName", "アウトレット"));
        add("ODD-NEW-KEYS", GoodsKind.TEA, p -> {
            p.put("ageLimit", 20).putArray("tags").add("新茶").add("限定");
            p.putObject("variationImage").put("enabled", true);
        });
    }

    private void shapes() {
        add("ODD-FLAT", GoodsKind.TEA, p -> {
            flatten(p, "image", "imageList");
            flatten(p, "variation", "variationList");
            JsonNode comment = p.remove("comment");
            comment.properties().forEach(entry -> p.set(entry.getKey(), entry.getValue()));
        });
        add("ODD-FLAT-VARIATIONS", GoodsKind.TSHIRT, p -> {
            JsonNode list = p.remove("variation").path("variationList");
            p.set("variations", list);
        });
        add("ODD-FLAT-IMAGES", GoodsKind.TSHIRT, p -> flatten(p, "image", "imageList"));
    }

    private void broken() {
        recipes.add(id -> {
            ObjectNode product = plain(id, "BROKEN-NO-NUMBER", GoodsKind.TEA);
            product.remove("productNo");
            return product;
        });
        add("BROKEN-PRICE", GoodsKind.TEA, p -> p.put("unitPrice", "abc"));
        add("BROKEN-PRICE-NULL", GoodsKind.TEA, p -> p.putNull("unitPrice"));
        add("BROKEN-PRICE-NEGATIVE", GoodsKind.TEA, p -> p.put("unitPrice", -100));
        add("BROKEN-PRICE-DECIMAL", GoodsKind.TEA, p -> p.put("unitPrice", new BigDecimal("1234.5")));
        add("BROKEN-PRICE-OBJECT", GoodsKind.TEA, p -> p.putObject("unitPrice").put("amount", 1200));
        add("BROKEN-NAME-NULL", GoodsKind.BAG, p -> p.putNull("name"));
        add("BROKEN-NAME-NUMBER", GoodsKind.BAG, p -> p.put("name", 12345));
        add("BROKEN-TAX", GoodsKind.TEA, p -> p.put("taxRate", "八%").put("taxEnabled", "たぶん"));
        add("BROKEN-DATE", GoodsKind.TEA, p -> p.put("dateLastUpdated", "きのう"));
        add("BROKEN-VARIATION-TEXT", GoodsKind.TSHIRT, p -> p.putObject("variation")
                .put("variationList", "S,M,L"));
        add("BROKEN-VARIATION-NULLS", GoodsKind.TSHIRT, p -> list(p).addNull().add(7));
        add("BROKEN-IMAGE-OBJECT", GoodsKind.TSHIRT, p -> p.putObject("image")
                .putObject("imageList")
                .put("xxlImagePath", "/a.jpg"));
        add("BROKEN-IMAGE-ADDRESS", GoodsKind.TSHIRT, p -> ((ObjectNode)
                        p.path("image").path("imageList").path(0))
                .put("xxlImagePath", "ht!tp://[broken"));
        add("BROKEN-WEIGHT-TEXT", GoodsKind.TOY, p -> first(p).put("weight", "約200g"));
        add("BROKEN-COUNT-TEXT", GoodsKind.TOY, p -> {
            first(p).put("count", "多数");
            ((ObjectNode) p.at("/inventoryInfo/regular/inventoryList/0")).put("count", "多数");
        });
        add("BROKEN-COMMENT-LIST", GoodsKind.TOY, p -> p.putArray("comment").add("説明"));
        add(
                "BROKEN-HUGE-DESCRIPTION",
                GoodsKind.MUG,
                p -> comment(p, "descriptionLarge", "<p>" + "a".repeat(1024 * 1024) + "</p>"));
        add(
                "BROKEN-DEEP-DESCRIPTION",
                GoodsKind.MUG,
                p -> comment(p, "descriptionLarge", "<div>".repeat(2_000) + "深い"));
        add("BROKEN-NUMBER-OF-MORE-THAN-32-BYTES", GoodsKind.MUG, p -> {});
        recipes.add(id -> draft(id, "BROKEN-SKU-TWICE", GoodsKind.SOCKS)
                .sku(sku("01", "緑", "", "", 3))
                .sku(sku("01", "緑", "", "", 9))
                .build());
        recipes.add(id -> {
            // Its one SKU is 商品番号 + 枝番 of another product's: BROKEN-SKU-SHARED without 枝番 is BROKEN-SKU-SHARE + D.
            ObjectNode product = draft(id, "BROKEN-SKU-SHARE", GoodsKind.SOCKS)
                    .sku(sku("D", "緑", "", "", 3))
                    .build();
            return product;
        });
        add("BROKEN-SKU-SHARED", GoodsKind.SOCKS, p -> {});
        recipes.add(id -> {
            ObjectNode entry = plain(id, "BROKEN-ENTRY", GoodsKind.SOCKS);
            entry.put(FutureshopCatalogue.RAW_ENTRY, "productList entry that is a text");
            return entry;
        });
    }

    private void add(String productNo, GoodsKind kind, Consumer<ObjectNode> oddity) {
        recipes.add(id -> {
            ObjectNode product = plain(id, productNo, kind);
            oddity.accept(product);
            return product;
        });
    }

    private ObjectNode plain(long id, String productNo, GoodsKind kind) {
        return draft(id, productNo, kind).single(jan.get(), 12, kind.grams(id)).build();
    }

    private static ProductDraft draft(long id, String productNo, GoodsKind kind) {
        String name = kind.name(productNo.length());
        return new ProductDraft(id, productNo, name, kind)
                .price(kind.price(productNo.length()), true)
                .dates(CREATED.plusHours(id % 1000), UPDATED.plusMinutes(id % 1000))
                .images(2)
                .comment("", "", kind.description(name));
    }

    private ProductDraft.Sku sku(String across, String acrossName, String down, String downName, int count) {
        return new ProductDraft.Sku(across, acrossName, down, downName, jan.get(), count, null, 150);
    }

    private static void comment(ObjectNode product, String key, String text) {
        ((ObjectNode) product.path("comment")).put(key, text);
    }

    private static ArrayNode list(ObjectNode product) {
        return (ArrayNode) product.at("/variation/variationList");
    }

    private static ObjectNode first(ObjectNode product) {
        return (ObjectNode) list(product).path(0);
    }

    private static void jan(ObjectNode product, String code) {
        first(product).put("janCode", code);
        ((ObjectNode) product.at("/inventoryInfo/regular/inventoryList/0")).put("janCode", code);
    }

    private static void count(ObjectNode product, int count) {
        first(product).put("count", count);
        ((ObjectNode) product.at("/inventoryInfo/regular/inventoryList/0")).put("count", count);
    }

    private static ObjectNode stock(ObjectNode product, int count) {
        return ProductDraft.inventoryEntry(product.path("productNo").asText(), "", "", "", count);
    }

    private static void special(ObjectNode product, String path) {
        ObjectNode block = JSON.objectNode();
        String ending = path.equals(Pictures.PNG) ? ".png" : ".jpg";
        ObjectNode entry = ProductDraft.imageEntry(path, ending);
        block.set("mainImagePath", entry.get("xxlImagePath"));
        block.putArray("imageList").add(entry);
        product.set("image", block);
    }

    private static void flatten(ObjectNode product, String block, String key) {
        JsonNode list = product.remove(block).path(key);
        product.set(key, list);
    }
}
