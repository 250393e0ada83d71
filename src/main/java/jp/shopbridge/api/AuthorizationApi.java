package jp.shopbridge.api;

import jp.shopbridge.failure.Sentence;
import jp.shopbridge.tiktok.AuthorizationOutcome;
import jp.shopbridge.tiktok.Authorizations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** TikTok Shop認証: the way to the seller's consent and back. */
@Component
public class AuthorizationApi {

    private final Authorizations authorizations;

    AuthorizationApi(Authorizations authorizations) {
        this.authorizations = authorizations;
    }

    /** Whether the shop is authorised, and where to authorise it. */
    public Answer show(ApiRequest request) {
        String shop = request.shop();
        return Answer.ok(AuthorizationState.of(authorizations.view(shop), authorizations.begin(shop)));
    }

    /** The browser's return from TikTok's consent page; the single-use state stands in for a session. */
    public Answer complete(ApiRequest request) {
        AuthorizationOutcome outcome =
                authorizations.complete(request.query("state", 200), request.query("code", 2000));
        if (outcome instanceof AuthorizationOutcome.Completed completed) {
            String accepts = request.header("Accept");
            return accepts != null && accepts.contains("text/html")
                    ? Answer.empty(303).with("Location", "/")
                    : Answer.ok(AuthorizationState.of(authorizations.view(completed.shop()), null));
        } else if (outcome instanceof AuthorizationOutcome.Declined declined) {
            throw refused(422, "API_AUTHORIZATION_DECLINED", null, declined.sentence());
        }
        throw refused(
                403,
                "API_AUTHORIZATION_STATE",
                "state",
                Sentence.of(
                        "認証の有効期限が切れたか、すでに使われています。「TikTok Shop認証」からもう一度始めてください。",
                        "This authorization was not begun here, is too old or was used already: begin it again."));
    }

    private static ApiProblem refused(int status, String code, @Nullable String field, Sentence sentence) {
        return ApiProblem.at(status, code, field, sentence);
    }
}
