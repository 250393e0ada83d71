package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.limit.Limit;
import jp.shopbridge.limit.Limits;
import org.jspecify.annotations.Nullable;

/**
 * The fields a person may correct, a row each: corrections, spreadsheets, the page and the API are made from these, in this
 * order. Whether a value is allowed is the mapping's {@code require}; what TikTok Shop takes of it are its {@link #limits}.
 */
public enum EditableField {
    SELECTED("selected", false, Form.FLAG, "連携対象", "Selected", ""),
    TITLE("title", false, Form.TEXT, "商品名", "Name", ""),
    DESCRIPTION("description", false, Form.TEXT, "商品説明", "Description", ""),
    CATEGORY_ID("category_id", false, Form.TEXT, "カテゴリ", "Category", ""),
    BRAND_ID("brand_id", false, Form.TEXT, "ブランド", "Brand", ""),
    IMAGES("images", false, Form.PICTURES, "画像", "Pictures", ""),
    ATTRIBUTES("attributes", false, Form.ATTRIBUTES, "属性", "Attributes", ""),
    AXES("axes", false, Form.TEXTS, "バリエーション名", "Variation names", ""),
    DIMENSIONS_CM("dimensions_cm", false, Form.SIDES, "梱包サイズ", "Package size", "cm"),
    SIZE_CHART("size_chart", false, Form.TEXT, "サイズ表", "Size chart", ""),
    CERTIFICATIONS("certifications", false, Form.CERTIFICATES, "証明書", "Certificates", ""),
    REMOVED_SKUS("removed_skus", false, Form.REMOVALS, "TikTok Shopから外すSKU", "SKUs to take off TikTok Shop", ""),
    SEND_AS_DRAFT("send_as_draft", false, Form.FLAG, "下書きで送る", "Send as a draft", ""),
    WEIGHT_G("weight_g", false, Form.WHOLE, "重量", "Weight", "g"),
    SKU_WEIGHT_G("weight_g", true, Form.WHOLE, "重量", "Weight", "g"),
    SKU_PRICE("price", true, Form.WHOLE, "価格", "Price", ""),
    SKU_STOCK("stock", true, Form.WHOLE, "在庫", "Stock", ""),
    SKU_SELLER_SKU("seller_sku", true, Form.TEXT, "SKU管理番号", "Seller SKU", ""),
    SKU_JAN("jan", true, Form.TEXT, "JANコード", "JAN code", ""),
    SKU_OPTIONS("options", true, Form.OPTIONS, "選択肢", "Options", ""),
    SKU_IMAGE("image", true, Form.TEXT, "バリエーション画像", "Picture of the choice", ""),
    SEARCH_TERMS("search_terms", false, Form.TEXTS, "検索キーワード", "Search terms", "");

    /** What a field's values are. */
    public enum Form {
        /** A text. */
        TEXT("文字", "text"),
        /** A whole number. */
        WHOLE("0以上の整数", "a whole number of 0 or more"),
        /** Yes or no; it stands beside the listing's values and has no other value to return to. */
        FLAG("true か false", "true or false"),
        /** A list of texts. */
        TEXTS("一覧", "a list"),
        /** A list of pictures' addresses. */
        PICTURES("一覧", "a list"),
        /** A list of attributes, each with its values. */
        ATTRIBUTES("一覧", "a list"),
        /** A list of axes, each with its value. */
        OPTIONS("一覧", "a list"),
        /** A list of certificates, each with its pictures; in no spreadsheet. */
        CERTIFICATES("一覧", "a list"),
        /** A list of seller SKUs; in no spreadsheet. */
        REMOVALS("一覧", "a list"),
        /** Length, width and height. */
        SIDES("奥行・幅・高さ（length、width、height）の0以上の整数", "whole numbers of 0 or more as length, width and height");

        private final String ja;
        private final String en;

        Form(String ja, String en) {
            this.ja = ja;
            this.en = en;
        }
    }

    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_LIST = 1000;
    private static final Set<String> SIDES = Set.of("length", "width", "height");

    private final String field;
    private final boolean ofSku;
    private final Form form;
    private final String ja;
    private final String en;
    private final String unit;

    EditableField(String field, boolean ofSku, Form form, String ja, String en, String unit) {
        this.field = field;
        this.ofSku = ofSku;
        this.form = form;
        this.ja = ja;
        this.en = en;
        this.unit = unit;
    }

    /** The name in the listing's shape. */
    public String field() {
        return field;
    }

    /** Whether it belongs to a SKU. */
    public boolean ofSku() {
        return ofSku;
    }

    /** What its values are. */
    public Form form() {
        return form;
    }

    /** The word people see. */
    public Sentence label() {
        return Sentence.of(ja, en);
    }

    /** The heading in Japanese: the word with its unit, where it needs one. */
    public String heading() {
        return unit.isEmpty() ? ja : ja + "（" + unit + "）";
    }

    /** Whether it is yes or no beside the listing's values. */
    public boolean isSwitch() {
        return form == Form.FLAG;
    }

    /** What TikTok Shop takes of it. */
    public List<Limit> limits() {
        return Limits.of(field, ofSku);
    }

    /** The editable field with this name, if a person may edit it. */
    public static Optional<EditableField> named(String field, boolean ofSku) {
        return Arrays.stream(values())
                .filter(editable -> editable.ofSku == ofSku && editable.field.equals(field))
                .findFirst();
    }

    /** Why this value cannot be taken, or null when it can. The empty string empties any field but a switch. */
    public @Nullable Sentence complaint(JsonNode value) {
        if (isSwitch()) {
            return value.isBoolean() ? null : Messages.sentence("staging.must-true-false", ja, field);
        }
        if (value.isTextual() && value.textValue().isEmpty()) {
            return null;
        }
        boolean fits =
                switch (form) {
                    case TEXT -> value.isTextual() && value.textValue().length() <= LONGEST_TEXT;
                    case WHOLE -> isWhole(value);
                    case FLAG -> value.isBoolean();
                    case TEXTS, PICTURES, ATTRIBUTES, OPTIONS, CERTIFICATES, REMOVALS ->
                        value.isArray() && value.size() <= LONGEST_LIST;
                    case SIDES ->
                        value.isObject()
                                && value.properties().stream()
                                        .allMatch(side -> SIDES.contains(side.getKey()) && isWhole(side.getValue()));
                };
        return fits ? null : Messages.sentence("staging.field-could-not-changed-value", ja, field, form.ja, form.en);
    }

    private static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0;
    }
}
