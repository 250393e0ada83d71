package jp.shopbridge.tiktok;

import jp.shopbridge.failure.Sentence;

/** What became of the browser's return from TikTok's consent page. */
public sealed interface AuthorizationOutcome {

    /** The shop is authorized, and publishing goes on. */
    record Completed(String shop, String remoteShopName) implements AuthorizationOutcome {}

    /** The {@code state} is unknown, used or too old: the browser was not sent by us. */
    record BadState() implements AuthorizationOutcome {}

    /** The seller declined, or TikTok did not take the code. */
    record Declined(String shop, Sentence sentence) implements AuthorizationOutcome {}
}
