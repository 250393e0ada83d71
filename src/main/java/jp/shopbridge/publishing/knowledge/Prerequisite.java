package jp.shopbridge.publishing.knowledge;

import java.util.Arrays;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.tiktok.ShopReadiness;
import jp.shopbridge.tiktok.TiktokAnswers;
import org.jspecify.annotations.Nullable;

/** What an unfinished set-up task of the TikTok shop means, and what to do about it (docs/facts/tiktok.md 3.7). */
enum Prerequisite {
    PICKUP_WAREHOUSE(
            true,
            "TikTok Shopに発送元の倉庫が登録されていません。Seller Centerで倉庫を登録してください。",
            "The shop has no pickup warehouse: add one in Seller Center."),
    RETURN_WAREHOUSE(
            true,
            "TikTok Shopに返品先の倉庫が登録されていません。Seller Centerで登録してください。",
            "The shop has no return warehouse: add one in Seller Center."),
    SHOP_STATUS(
            false,
            "TikTok Shopのショップが有効ではありません。Seller Centerで状態を確認してください。",
            "The shop is not active: look at it in Seller Center."),
    SHOP_TAX(
            false,
            "TikTok Shopの税務情報が登録されていません。Seller Centerで登録してください。",
            "The shop's tax details are missing: add them in Seller Center."),
    DELIVERY_OPTION(
            false,
            "TikTok Shopの配送オプションが設定されていません。Seller Centerで設定してください。",
            "The shop has no delivery option: set one in Seller Center."),
    SHIPPING_TEMPLATE(
            false,
            "TikTok Shopの配送テンプレート（送料）が設定されていません。Seller Centerで設定してください。",
            "The shop has no shipping template: set one up in Seller Center."),
    PRODUCT_QUANTITY_LIMIT(
            false,
            "TikTok Shopの出品数の上限に達しています。Seller Centerで上限を確認してください。",
            "The shop's product limit is reached: look at it in Seller Center."),
    BANK_ACCOUNT(
            false,
            "TikTok Shopの振込口座が登録されていません。Seller Centerで登録してください。",
            "The shop has no bank account: add one in Seller Center."),
    CONTACT_INFO(
            false,
            "TikTok Shopに連絡先が登録されていません。Seller Centerで登録してください。",
            "The shop's contact is missing: add it in Seller Center.");

    private final boolean warehouse;
    private final String ja;
    private final String en;

    Prerequisite(boolean warehouse, String ja, String en) {
        this.warehouse = warehouse;
        this.ja = ja;
        this.en = en;
    }

    /** What this unfinished task does to publishing; null for one that does not concern Japan or that we do not know. */
    static @Nullable RefusedFailure failure(ShopReadiness.Unfinished unfinished) {
        Prerequisite known = Arrays.stream(values())
                .filter(each -> each.name().equals(unfinished.item()))
                .findFirst()
                .orElse(null);
        if (known == null) {
            return null;
        }
        Sentence sentence = Sentence.of(known.ja, known.en);
        return new RefusedFailure(
                known.warehouse ? TiktokAnswers.NO_WAREHOUSE : known.code(), sentence, unfinished.item(), null);
    }

    /** Whether this failure is about this task. */
    boolean isOf(RefusedFailure failure) {
        return code().equals(failure.code());
    }

    private String code() {
        return "PREFLIGHT_" + name();
    }

    /** Whether this code of a failure stands for a task of the shop, which no listing can remedy. */
    static boolean isCode(@Nullable String code) {
        return Arrays.stream(values())
                .anyMatch(each -> !each.warehouse && each.code().equals(code));
    }
}
