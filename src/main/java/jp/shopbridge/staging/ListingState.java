package jp.shopbridge.staging;

import java.util.Arrays;
import java.util.Optional;

/** 状態: what is true of a listing now. The English id is stored and served, the Japanese word is shown. */
public enum ListingState {
    INCOMPLETE("incomplete", "不足項目あり", "A field that TikTok requires is missing or invalid."),
    EXCLUDED("excluded", "ルールで除外", "A rule of the mapping leaves it out; nothing of it is sent."),
    WAITING("waiting", "同期待ち", "Complete; new or changed since it was last sent, or at TikTok as a draft only."),
    IN_REVIEW("in-review", "審査中", "TikTok accepted it and its audit is pending."),
    LIVE("live", "連携成功", "The audit passed and TikTok holds what we hold."),
    REJECTED("rejected", "審査NG", "The audit failed or TikTok took it down; the reasons are kept."),
    FAILED("failed", "連携エラー", "Sending failed for a reason somebody has to remedy."),
    NO_WAREHOUSE("no-warehouse", "倉庫未設定", "The TikTok shop has no usable warehouse."),
    UNKNOWN_OUTCOME("unknown-outcome", "結果不明", "The answer to a call was lost; the resolver is asking TikTok.");

    private final String id;
    private final String ja;
    private final String meaning;

    ListingState(String id, String ja, String meaning) {
        this.id = id;
        this.ja = ja;
        this.meaning = meaning;
    }

    /** The id used in the database, in addresses and in JSON. */
    public String id() {
        return id;
    }

    /** The word staff see. */
    public String ja() {
        return ja;
    }

    /** One English sentence for documents. */
    public String meaning() {
        return meaning;
    }

    /** Whether a person has to do something (要対応). */
    public boolean needsAttention() {
        return this == INCOMPLETE || this == REJECTED || this == FAILED || this == NO_WAREHOUSE;
    }

    /** The state with this id, if there is one. */
    public static Optional<ListingState> ofId(String id) {
        return Arrays.stream(values()).filter(state -> state.id.equals(id)).findFirst();
    }
}
