package jp.shopbridge.api.undescribedcodes;

import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.tiktok.UndescribedCodes;
import org.springframework.stereotype.Component;

/** Codes of TikTok Shop that nobody has described yet. */
@Component
public class UndescribedCodesApi {

    private final UndescribedCodes undescribed;

    UndescribedCodesApi(UndescribedCodes undescribed) {
        this.undescribed = undescribed;
    }

    /** Codes of TikTok that our table does not describe, with counts. */
    public Answer undescribedCodes(ApiRequest request) {
        return Answer.ok(UndescribedCodeList.of(undescribed.of(request.shop())));
    }
}
