package jp.shopbridge.api.webhooks;

import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.review.WebhookOutcome;
import jp.shopbridge.review.Webhooks;
import org.springframework.stereotype.Component;

/** TikTok's webhooks at the door: checked, stored and answered at once; review acts on them afterwards. */
@Component
public class WebhookApi {

    private final Webhooks webhooks;

    WebhookApi(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** Takes a webhook in; TikTok wants 200 with an empty body, and sends it again otherwise. */
    public Answer receive(ApiRequest request) {
        WebhookOutcome outcome = webhooks.receive(request.bytes(), request.header("Authorization"));
        return switch (outcome) {
            case STORED, REPEATED -> Answer.empty(200);
            case BAD_SIGNATURE ->
                throw ApiProblem.of(401, "API_WEBHOOK_SIGNATURE", Messages.sentence("API_WEBHOOK_SIGNATURE"));
            case UNREADABLE ->
                throw ApiProblem.of(400, "API_WEBHOOK_UNREADABLE", Messages.sentence("API_WEBHOOK_UNREADABLE"));
        };
    }
}
