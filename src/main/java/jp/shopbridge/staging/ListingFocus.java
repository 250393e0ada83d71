package jp.shopbridge.staging;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a list can be narrowed to beside 状態. The id is what addresses and statements use. */
public enum ListingFocus {
    /** 要対応: the states in which a person has to do something. */
    ATTENTION("attention"),
    /** 販売停止中: TikTok holds it, and it is not on sale there. */
    STOPPED("stopped"),
    /** 連携成功 and on sale. */
    ON_SALE("on-sale"),
    /** TikTok shows something other than what it last accepted from us. */
    DRIFT("drift"),
    /** A mapped value changed under a person's edit. */
    SOURCE_CHANGED("source-changed"),
    /** 非公開商品 at futureshop. */
    HIDDEN("hidden");

    private final String id;

    ListingFocus(String id) {
        this.id = id;
    }

    /** The word in addresses and statements. */
    public String id() {
        return id;
    }

    /** All ids, in order. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(ListingFocus::id).toList();
    }

    /** The one with this id, if there is one. */
    public static Optional<ListingFocus> ofId(String id) {
        return Arrays.stream(values()).filter(focus -> focus.id.equals(id)).findFirst();
    }
}
