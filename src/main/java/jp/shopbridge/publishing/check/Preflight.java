package jp.shopbridge.publishing.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.pictures.OptionImages;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.content.Certificate;
import jp.shopbridge.staging.content.Dimensions;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ListingSku;
import jp.shopbridge.staging.content.ProductAttribute;
import jp.shopbridge.staging.content.SkuOption;
import jp.shopbridge.staging.content.Yen;
import jp.shopbridge.tiktok.CategoryKnowledge;
import jp.shopbridge.tiktok.RemoteProduct;
import org.jspecify.annotations.Nullable;

/**
 * What can be told to be wrong before TikTok is asked: each check has a code, a field and a sentence with a remedy, and all
 * that is wrong is told at once. The limits are TikTok's for Japan (docs/facts/tiktok.md 3.1, 3.6, 3.7 and 6).
 */
final class Preflight {

    private static final BigDecimal LOWEST_PRICE = BigDecimal.ONE;
    private static final BigDecimal HIGHEST_PRICE = BigDecimal.valueOf(500_000);
    private static final int MOST_STOCK = 99_999;
    private static final int MOST_CERTIFICATE_IMAGES = 10;
    // The stricter of two published figures (500 and 2,000).
    private static final int LONGEST_ATTRIBUTE_VALUE = 500;

    private final List<Lack> lacks = new ArrayList<>();

    private Preflight() {}

    /**
     * Everything that is wrong with the listing itself; empty when it may be sent.
     *
     * @param today the day in the shop's country, which certificates must outlive
     * @param kept what TikTok has already and an edit leaves there, as {@link RemoteProduct#sendable} tells it
     */
    static List<Lack> listing(
            ListingContent listing, CategoryKnowledge category, boolean firstTime, LocalDate today, JsonNode kept) {
        Preflight preflight = new Preflight();
        preflight.texts(listing);
        preflight.images(listing);
        preflight.category(listing, category);
        preflight.documents(listing, category, today, kept);
        preflight.pack(listing, category);
        preflight.skus(listing, firstTime);
        return preflight.lacks;
    }

    private void texts(ListingContent listing) {
        String title = listing.title();
        int titleLength = listing.titleLength();
        check(
                !title.isBlank(),
                "PREFLIGHT_TITLE_MISSING",
                "title",
                "商品名がありません。商品名を入力してください。",
                "The title is missing: enter one.");
        check(
                titleLength <= 255,
                "PREFLIGHT_TITLE_TOO_LONG",
                "title",
                "商品名が" + titleLength + "文字あります。255文字以内にしてください。",
                "The title has " + titleLength + " characters: use at most 255.");
        check(
                !title.matches(".*&[A-Za-z#0-9]{2,8};.*"),
                "PREFLIGHT_TITLE_ESCAPES",
                "title",
                "商品名にHTML記号（&amp;など）があります。普通の文字に直してください。",
                "The title holds HTML escapes: write plain characters.");
        check(
                !Text.hasEmoji(title),
                "PREFLIGHT_TITLE_EMOJI",
                "title",
                "商品名に絵文字があります。絵文字を除いてください。",
                "The title holds emoji: remove them.");
        check(
                !Text.hasControl(title),
                "PREFLIGHT_TITLE_CONTROL",
                "title",
                "商品名に改行などの制御文字があります。除いてください。",
                "The title holds control characters: remove them.");
        check(
                !Text.repeats(title),
                "PREFLIGHT_TITLE_REPEATS",
                "title",
                "商品名に同じ文字が10回以上続いています。減らしてください。",
                "The title repeats one character more than nine times: shorten it.");
        check(
                title.isBlank() || Text.hasLetter(title),
                "PREFLIGHT_TITLE_SYMBOLS",
                "title",
                "商品名が記号だけです。商品の名前を入力してください。",
                "The title holds symbols only: enter a name.");
        String description = listing.description();
        int length = listing.descriptionLength();
        check(
                !description.isBlank(),
                "PREFLIGHT_DESCRIPTION_MISSING",
                "description",
                "商品説明がありません。商品説明を入力してください。",
                "The description is missing: enter one.");
        check(
                length <= 10_000,
                "PREFLIGHT_DESCRIPTION_TOO_LONG",
                "description",
                "商品説明がHTMLを含めて" + length + "文字あります。10,000文字以内にしてください。",
                "The description has " + length + " characters with its HTML: use at most 10,000.");
        check(
                description.split("<img", -1).length - 1 <= 30,
                "PREFLIGHT_DESCRIPTION_IMAGES",
                "description",
                "商品説明の画像が30枚を超えています。減らしてください。",
                "The description has more than 30 images: use fewer.");
    }

    private void images(ListingContent listing) {
        int count = listing.images().size();
        check(
                count >= 1,
                "PREFLIGHT_IMAGE_MISSING",
                "images",
                "商品画像がありません。1枚以上登録してください。",
                "There is no image: add at least one.");
        int number = 0;
        for (String url : listing.images()) {
            check(
                    isAddress(url),
                    "PREFLIGHT_IMAGE_ADDRESS",
                    "images[" + number++ + "]",
                    "画像のURLが正しくありません。http://またはhttps://で始まるURLにしてください。",
                    "An image's address must begin with http:// or https://.");
        }
    }

    private void category(ListingContent listing, CategoryKnowledge category) {
        String id = listing.categoryId();
        check(
                !id.isBlank(),
                "PREFLIGHT_CATEGORY_MISSING",
                "category_id",
                "カテゴリがありません。カテゴリを選んでください。",
                "The category is missing: choose one.");
        check(
                id.matches("\\d*"),
                "PREFLIGHT_CATEGORY_FORM",
                "category_id",
                "カテゴリIDが数字ではありません。カテゴリを選び直してください。",
                "The category id must consist of digits: choose the category again.");
        if (id.isBlank()) {
            return;
        }
        check(
                category.exists(),
                "PREFLIGHT_CATEGORY_UNKNOWN",
                "category_id",
                "カテゴリ" + id + "はTikTok Shopにありません。カテゴリを選び直してください。",
                "TikTok has no category " + id + ": choose another.");
        check(
                category.leaf(),
                "PREFLIGHT_CATEGORY_NOT_LEAF",
                "category_id",
                "カテゴリ" + id + "にはさらに下のカテゴリがあります。末端のカテゴリを選んでください。",
                "The category " + id + " has categories below it: choose one of those.");
        check(
                category.permitted(),
                "PREFLIGHT_CATEGORY_NOT_PERMITTED",
                "category_id",
                "カテゴリ" + id + "に出品する許可がありません。別のカテゴリを選ぶか、Seller Centerで申請してください。",
                "The shop may not list in category " + id + ": choose another or apply in Seller Center.");
        Set<String> given = new HashSet<>();
        Set<String> values = attributeValues(listing);
        for (ProductAttribute attribute : listing.attributes()) {
            String attributeId = attribute.id();
            check(
                    given.add(attributeId),
                    "PREFLIGHT_ATTRIBUTE_TWICE",
                    "attributes",
                    "同じ属性（" + attributeId + "）が2回あります。片方を外してください。",
                    "The attribute " + attributeId + " is given twice: remove one.");
            check(
                    !attribute.values().isEmpty(),
                    "PREFLIGHT_ATTRIBUTE_EMPTY",
                    "attributes",
                    "属性（" + attributeId + "）の値がありません。値を入力するか、属性を外してください。",
                    "The attribute " + attributeId + " has no value: enter one or remove it.");
        }
        attributeValues(listing, category);
        brand(listing, category);
        for (CategoryKnowledge.Attribute attribute : category.attributes()) {
            boolean required = attribute.requiredFor(values);
            check(
                    !required || given.contains(attribute.id()),
                    "PREFLIGHT_ATTRIBUTE_REQUIRED",
                    "attributes",
                    "このカテゴリで必須の属性「" + attribute.name() + "」がありません。属性を入力してください。",
                    "The category requires the attribute '" + attribute.name() + "': enter it.");
        }
    }

    /** Whether it is about a size chart or a certificate. */
    static boolean isOfPapers(Lack lack) {
        return lack.field().startsWith("size_chart") || lack.field().startsWith("certifications");
    }

    private void documents(ListingContent listing, CategoryKnowledge category, LocalDate today, JsonNode kept) {
        String chart = listing.sizeChart();
        check(
                !chart.isBlank() || kept.has("size_chart") || !category.sizeChartRequired(),
                "PREFLIGHT_SIZE_CHART_REQUIRED",
                "size_chart",
                "このカテゴリではサイズ表が必須です。サイズ表の画像（短い辺が1,024ピクセル以上）のURLを入力してください。",
                "The category requires a size chart: enter the address of its image (1,024 pixels or more on the short"
                        + " side).");
        check(
                chart.isBlank() || isAddress(chart) || !category.mayTakeSizeChart(),
                "PREFLIGHT_SIZE_CHART_ADDRESS",
                "size_chart",
                "サイズ表の画像のURLが正しくありません。http://またはhttps://で始まるURLにしてください。",
                "The size chart's address must begin with http:// or https://.");
        Map<String, CategoryKnowledge.Certificate> known = new HashMap<>();
        category.certificates().forEach(certificate -> known.put(certificate.id(), certificate));
        Set<String> given = new HashSet<>();
        int number = 0;
        for (Certificate certificate : listing.certificates()) {
            String id = certificate.id();
            String at = "certifications[" + number++ + "]";
            check(
                    given.add(id),
                    "PREFLIGHT_CERTIFICATION_TWICE",
                    at,
                    "同じ証明書（" + id + "）が2回あります。片方を外してください。",
                    "The certificate " + id + " is given twice: remove one.");
            check(
                    !category.rulesKnown() || known.containsKey(id),
                    "PREFLIGHT_CERTIFICATION_UNKNOWN",
                    at,
                    "証明書（" + id + "）はこのカテゴリにありません。証明書を選び直すか、外してください。",
                    "The category has no certificate " + id + ": choose it again or remove it.");
            certificate(certificate, at, known.get(id), today);
        }
        if (given.isEmpty()) {
            // An edit that names none leaves all of TikTok's.
            kept.path("certifications")
                    .forEach(certificate -> given.add(certificate.path("id").asText("")));
        }
        Set<String> values = attributeValues(listing);
        for (CategoryKnowledge.Certificate certificate : category.certificates()) {
            check(
                    given.contains(certificate.id()) || !certificate.requiredFor(values),
                    "PREFLIGHT_CERTIFICATION_REQUIRED",
                    "certifications",
                    "このカテゴリで必須の証明書「" + certificate.name() + "」がありません。証明書の画像のURLを入力してください。",
                    "The category requires the certificate '" + certificate.name()
                            + "': enter the addresses of its images.");
        }
    }

    private void certificate(
            Certificate certificate, String at, CategoryKnowledge.@Nullable Certificate known, LocalDate today) {
        String name = known == null ? certificate.id() : known.name();
        List<String> images = certificate.images();
        check(
                !images.isEmpty(),
                "PREFLIGHT_CERTIFICATION_IMAGE_MISSING",
                at + ".images",
                "証明書「" + name + "」の画像がありません。画像のURLを入力するか、証明書を外してください。",
                "The certificate '" + name + "' has no image: enter its address or remove the certificate.");
        check(
                images.size() <= MOST_CERTIFICATE_IMAGES,
                "PREFLIGHT_CERTIFICATION_IMAGE_COUNT",
                at + ".images",
                "証明書「" + name + "」の画像が" + images.size() + "枚あります。10枚以内にしてください。",
                "The certificate '" + name + "' has " + images.size() + " images: use at most 10.");
        check(
                images.stream().allMatch(Preflight::isAddress),
                "PREFLIGHT_CERTIFICATION_IMAGE_ADDRESS",
                at + ".images",
                "証明書「" + name + "」の画像のURLが正しくありません。http://またはhttps://で始まるURLにしてください。",
                "An image's address of the certificate '" + name + "' must begin with http:// or https://.");
        String expires = certificate.expiresOn();
        LocalDate last = day(expires);
        check(
                !expires.isEmpty() || known == null || !known.expires(),
                "PREFLIGHT_CERTIFICATION_EXPIRY_MISSING",
                at + ".expires_on",
                "証明書「" + name + "」の有効期限がありません。日付を「2027-03-31」の形で入力してください。",
                "The certificate '" + name + "' needs the day it expires on: enter it like 2027-03-31.");
        check(
                expires.isEmpty() || (last != null && !last.isBefore(today)),
                "PREFLIGHT_CERTIFICATION_EXPIRY",
                at + ".expires_on",
                "証明書「" + name + "」の有効期限「" + expires + "」は、過ぎているか日付ではありません。今日以降の日付を「2027-03-31」の形で入力してください。",
                "The day the certificate '" + name + "' expires on must be a day not before today (given: '" + expires
                        + "'): enter it like 2027-03-31.");
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            // Whatever is no day is answered as such by the check.
            return null;
        }
    }

    private static boolean isAddress(String url) {
        return url.startsWith("http://") || url.startsWith("https://");
    }

    private static Set<String> attributeValues(ListingContent listing) {
        Set<String> values = new HashSet<>();
        for (ProductAttribute attribute : listing.attributes()) {
            attribute.values().forEach(value -> values.add(attribute.id() + "=" + value.id()));
        }
        return values;
    }

    private void attributeValues(ListingContent listing, CategoryKnowledge category) {
        if (!category.attributesKnown()) {
            return;
        }
        Map<String, CategoryKnowledge.Attribute> known = new HashMap<>();
        category.attributes().forEach(attribute -> known.put(attribute.id(), attribute));
        for (ProductAttribute given : listing.attributes()) {
            CategoryKnowledge.Attribute attribute = known.get(given.id());
            if (attribute == null) {
                check(
                        false,
                        "PREFLIGHT_ATTRIBUTE_UNKNOWN",
                        "attributes",
                        "属性（" + given.id() + "）はこのカテゴリにありません。属性を選び直してください。",
                        "The category has no attribute " + given.id() + ": choose it again.");
                continue;
            }
            check(
                    given.values().size() <= 1 || attribute.takesSeveral(),
                    "PREFLIGHT_ATTRIBUTE_SINGLE",
                    "attributes",
                    "属性「" + attribute.name() + "」に付けられる値は1つです。1つにしてください。",
                    "The attribute '" + attribute.name() + "' takes one value: leave one.");
            given.values().forEach(value -> attributeValue(attribute, value));
        }
    }

    private void attributeValue(CategoryKnowledge.Attribute attribute, ProductAttribute.Value value) {
        String id = value.id();
        if (!id.isEmpty()) {
            check(
                    attribute.offers(id),
                    "PREFLIGHT_ATTRIBUTE_VALUE",
                    "attributes",
                    "属性「" + attribute.name() + "」の値（" + id + "）はTikTok Shopにありません。値を選び直してください。",
                    "The attribute '" + attribute.name() + "' has no value " + id + ": choose it again.");
            return;
        }
        String own = value.name();
        check(
                attribute.takesOwnValues(),
                "PREFLIGHT_ATTRIBUTE_CUSTOM",
                "attributes",
                "属性「" + attribute.name() + "」には独自の値「" + own + "」を付けられません。TikTok Shopの値から選んでください。",
                "The attribute '" + attribute.name() + "' takes no value of your own: choose one of TikTok's.");
        int length = value.nameLength();
        check(
                length <= LONGEST_ATTRIBUTE_VALUE,
                "PREFLIGHT_ATTRIBUTE_LENGTH",
                "attributes",
                "属性「" + attribute.name() + "」の値が" + length + "文字あります。500文字以内にしてください。",
                "A value of the attribute '" + attribute.name() + "' has " + length + " characters: use at most 500.");
        check(
                !attribute.wantsNumbers() || own.matches("\\d+(\\.\\d+)?"),
                "PREFLIGHT_ATTRIBUTE_NUMBER",
                "attributes",
                "属性「" + attribute.name() + "」の値「" + own + "」が数値ではありません。正の数値を入力してください。",
                "The attribute '" + attribute.name() + "' wants a number: enter one.");
    }

    private void brand(ListingContent listing, CategoryKnowledge category) {
        String id = listing.brandId();
        if (id.isEmpty()) {
            return;
        }
        boolean digits = id.matches("\\d+");
        check(
                digits,
                "PREFLIGHT_BRAND_FORM",
                "brand_id",
                "ブランドIDが数字ではありません。ブランドを選び直すか、空にしてください。",
                "The brand id must consist of digits: choose the brand again or leave it empty.");
        check(
                !digits || !category.brands().isUnknown(id),
                "PREFLIGHT_BRAND_UNKNOWN",
                "brand_id",
                "ブランド" + id + "はTikTok Shopにありません。ブランドを選び直すか、空にしてください。",
                "TikTok has no brand " + id + ": choose another or leave it empty.");
        check(
                !category.brands().isForbidden(id),
                "PREFLIGHT_BRAND_UNAUTHORIZED",
                "brand_id",
                "ブランド" + id + "を販売する認証がありません。Seller Centerで申請するか、ブランドを空にしてください。",
                "The shop is not authorised for the brand " + id + ": apply in Seller Center or leave it empty.");
        check(
                !category.brands().isUnavailable(id),
                "PREFLIGHT_BRAND_UNAVAILABLE",
                "brand_id",
                "ブランド" + id + "は現在TikTok Shopで利用できません。Seller Centerで状態を確認するか、ブランドを空にしてください。",
                "The brand " + id + " is not available at TikTok now: see in Seller Center or leave it empty.");
    }

    private void pack(ListingContent listing, CategoryKnowledge category) {
        Optional<BigDecimal> weight = listing.weightGrams();
        check(
                weight.filter(grams -> grams.signum() > 0).isPresent(),
                "PREFLIGHT_WEIGHT_MISSING",
                "weight_g",
                "重量がありません。梱包後の重量を1g以上の整数で入力してください。",
                "The weight is missing: enter the packed weight in whole grams, at least 1.");
        check(
                weight.filter(grams ->
                                grams.signum() > 0 && grams.stripTrailingZeros().scale() > 0)
                        .isEmpty(),
                "PREFLIGHT_WEIGHT_NOT_WHOLE",
                "weight_g",
                "重量に1g未満の端数があります。1g単位で入力してください。",
                "The weight is not whole grams: enter whole grams.");
        Optional<Dimensions> dimensions = listing.dimensions();
        check(
                dimensions.isPresent() || !category.dimensionsRequired(),
                "PREFLIGHT_DIMENSIONS_MISSING",
                "dimensions_cm",
                "このカテゴリでは梱包サイズが必須です。縦・横・高さをcmの整数で入力してください。",
                "The category requires the package's size: enter length, width and height in whole centimetres.");
        check(
                dimensions.map(Dimensions::areWhole).orElse(true),
                "PREFLIGHT_DIMENSIONS_INCOMPLETE",
                "dimensions_cm",
                "梱包サイズは縦・横・高さの3つを1以上の整数（cm）で入力してください。",
                "The package's size needs length, width and height, each a whole number of centimetres above 0.");
    }

    private void skus(ListingContent listing, boolean firstTime) {
        List<ListingSku> skus = listing.skus();
        check(
                !skus.isEmpty(),
                "PREFLIGHT_SKU_MISSING",
                "skus",
                "SKUがありません。futureshopのバリエーションを確認してください。",
                "There is no SKU: check the variations in futureshop.");
        check(
                skus.size() <= 300,
                "PREFLIGHT_SKU_COUNT",
                "skus",
                "SKUが" + skus.size() + "件あります。300件以内にしてください。",
                "There are " + skus.size() + " SKUs: use at most 300.");
        Map<String, Integer> sellerSkus = new HashMap<>();
        Lack images = OptionImages.of(listing).lack();
        if (images != null) {
            lacks.add(images);
        }
        Map<String, Integer> combinations = new HashMap<>();
        Map<String, Integer> codes = new HashMap<>();
        Set<String> axes = null;
        for (int i = 0; i < skus.size(); i++) {
            ListingSku sku = skus.get(i);
            one(sku, i, skus.size() > 1, firstTime);
            unique(sellerSkus, sku.sellerSku(), i, "seller_sku", "PREFLIGHT_SELLER_SKU_TWICE", "SKU管理番号", "seller SKU");
            unique(codes, sku.jan(), i, "jan", "PREFLIGHT_JAN_TWICE", "JANコード", "JAN code");
            unique(
                    combinations,
                    combination(sku),
                    i,
                    "options",
                    "PREFLIGHT_OPTION_TWICE",
                    "バリエーションの組み合わせ",
                    "combination");
            Set<String> own = new HashSet<>();
            sku.options().forEach(option -> own.add(option.axis()));
            check(
                    axes == null || axes.equals(own),
                    "PREFLIGHT_OPTION_AXES",
                    "skus[" + i + "].options",
                    "SKUごとにバリエーションの軸が異なります。すべてのSKUで同じ軸にしてください。",
                    "The SKUs have different axes: use the same for all.");
            axes = own;
        }
    }

    private void one(ListingSku sku, int i, boolean several, boolean firstTime) {
        String at = "skus[" + i + "].";
        String sellerSku = sku.sellerSku();
        check(
                sellerSku.matches("\\S{1,50}"),
                "PREFLIGHT_SELLER_SKU_FORM",
                at + "seller_sku",
                "SKU管理番号「" + sellerSku + "」は、空白のない1〜50文字にしてください。",
                "The seller SKU '" + sellerSku + "' must have 1 to 50 characters without spaces.");
        Yen price = sku.price().orElse(null);
        check(
                price != null,
                "PREFLIGHT_PRICE_MISSING",
                at + "price",
                "SKU " + sellerSku + " の価格がありません。税込価格を入力してください。",
                "The SKU " + sellerSku + " has no price: enter the price with tax.");
        if (price != null) {
            check(
                    price.isWhole(),
                    "PREFLIGHT_PRICE_NOT_WHOLE",
                    at + "price",
                    "SKU " + sellerSku + " の価格に1円未満があります。1円単位で入力してください。",
                    "The price of SKU " + sellerSku + " is not whole yen: enter whole yen.");
            check(
                    price.amount().compareTo(LOWEST_PRICE) >= 0
                            && price.amount().compareTo(HIGHEST_PRICE) <= 0,
                    "PREFLIGHT_PRICE_RANGE",
                    at + "price",
                    "SKU " + sellerSku + " の価格が範囲外です。1〜500,000円にしてください。",
                    "The price of SKU " + sellerSku + " is out of range: use 1 to 500,000 yen.");
        }
        String jan = sku.jan();
        check(
                jan.isEmpty() || (jan.matches("\\d{8}|\\d{13}") && Text.checkDigitFits(jan)),
                "PREFLIGHT_JAN_FORM",
                at + "jan",
                "SKU " + sellerSku + " のJANコード「" + jan + "」が正しくありません。8桁か13桁のJANコードを入力するか、空にしてください。",
                "The JAN code '" + jan + "' of SKU " + sellerSku
                        + " is not valid: enter 8 or 13 digits or leave it empty.");
        int stock = sku.stock().orElse(0);
        check(
                stock >= 0 && stock <= MOST_STOCK,
                "PREFLIGHT_STOCK_RANGE",
                at + "stock",
                "SKU " + sellerSku + " の在庫が範囲外です。0〜99,999で入力してください。",
                "The stock of SKU " + sellerSku + " is out of range: enter 0 to 99,999.");
        List<SkuOption> options = sku.options();
        check(
                !several || !options.isEmpty(),
                "PREFLIGHT_OPTION_MISSING",
                at + "options",
                "SKU " + sellerSku + " のバリエーションの値がありません。値を入力してください。",
                "The SKU " + sellerSku + " has no variation value: enter it.");
        check(
                options.size() <= 3,
                "PREFLIGHT_AXIS_COUNT",
                at + "options",
                "バリエーションの軸が4つ以上あります。3つ以内にしてください。",
                "There are more than three variation axes: use at most three.");
        for (SkuOption option : options) {
            String axis = option.axis();
            String value = option.value();
            check(
                    !axis.isBlank() && option.axisLength() <= 20,
                    "PREFLIGHT_AXIS_NAME",
                    at + "options",
                    "バリエーション名「" + axis + "」は1〜20文字にしてください。",
                    "The axis name '" + axis + "' must have 1 to 20 characters.");
            check(
                    !value.isBlank() && option.valueLength() <= 50,
                    "PREFLIGHT_OPTION_VALUE",
                    at + "options",
                    "選択肢「" + value + "」は1〜50文字にしてください。",
                    "The choice '" + value + "' must have 1 to 50 characters.");
        }
    }

    private static String combination(ListingSku sku) {
        StringBuilder combination = new StringBuilder();
        sku.options().forEach(option -> combination
                .append(option.axis())
                .append('=')
                .append(option.value())
                .append('\n'));
        return combination.toString();
    }

    private void unique(
            Map<String, Integer> seen, String value, int i, String field, String code, String ja, String en) {
        if (value.isEmpty()) {
            return;
        }
        Integer first = seen.putIfAbsent(value, i);
        check(
                first == null,
                code,
                "skus[" + i + "]." + field,
                "同じ" + ja + "のSKUが2つあります（" + value.strip().replace('\n', ' ') + "）。片方を直してください。",
                "Two SKUs have the same " + en + " (" + value.strip().replace('\n', ' ') + "): correct one.");
    }

    private void check(boolean fine, String code, String field, String ja, String en) {
        if (!fine) {
            lacks.add(new Lack(code, field, null, Sentence.of(ja, en)));
        }
    }
}
