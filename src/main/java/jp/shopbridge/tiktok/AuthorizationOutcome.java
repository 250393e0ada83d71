package jp.shopbridge.tiktok;

import jp.shopbridge.failure.Sentence;

/** What became of the browser's return from TikTok's consent page. */
public sealed interface AuthorizationOutcome {

    /** The shop is authorized, and publishing goes on. */
    record Completed(String shop, String remoteShopName) implements AuthorizationOutcome {}

    /** Another TikTok shop than before consented; the operator has to agree first. */
    record AnotherAccount(String shop, String before, String now) implements AuthorizationOutcome {}

    /** The {@code state} is unknown, used, too old or another browser's: the browser was not sent by us. */
    record BadState() implements AuthorizationOutcome {}

    /** The seller declined, or TikTok did not take the code. */
    record Declined(String shop, Sentence sentence) implements AuthorizationOutcome {}
}
