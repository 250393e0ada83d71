package jp.shopbridge.api.authorization;

import java.time.Clock;
import java.util.regex.Pattern;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.tiktok.AuthorizationOutcome;
import jp.shopbridge.tiktok.Authorizations;
import jp.shopbridge.tiktok.Consents;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** TikTok Shop認証: the way to the seller's consent and back. */
@Component
public class AuthorizationApi {

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{32}");

    private final Authorizations authorizations;
    private final Consents consents;
    private final String publicBaseUrl;
    private final boolean secure;
    private final String cookie;
    private final Clock clock;

    AuthorizationApi(Authorizations authorizations, Consents consents, BridgeSettings settings, Clock clock) {
        this.authorizations = authorizations;
        this.consents = consents;
        this.publicBaseUrl = settings.publicBaseUrl();
        this.secure = settings.https();
        this.cookie = settings.cookie("consent");
        this.clock = clock;
    }

    /**
     * Whether the shop is authorised, and where to authorise it. What a page asks for ends in the same browser only; a
     * program gets a link that it may hand to the seller.
     */
    public Answer show(ApiRequest request) {
        String shop = request.shop();
        String browser = null;
        if (request.fromSession()) {
            String known = request.cookie(cookie);
            browser = known != null && SECRET.matcher(known).matches() ? known : Consents.secret();
        }
        Answer answer = Answer.ok(AuthorizationState.of(
                authorizations.view(shop),
                consents.begin(shop, browser, request.actor()),
                clock.instant().plus(Consents.LIFE),
                consents.pending(shop).orElse(null)));
        return browser == null ? answer : answer.with("Set-Cookie", keep(browser));
    }

    /** TikTok sends the browser back from its own site, so the cookie has to travel with a link that is followed. */
    private String keep(String browser) {
        return ResponseCookie.from(cookie, browser)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .maxAge(Consents.LIFE.multipliedBy(4))
                .build()
                .toString();
    }

    /** The browser's return from TikTok's consent page; the single-use state stands in for a session. */
    public Answer complete(ApiRequest request) {
        if (!request.wantsPage()) {
            return ended(request);
        }
        try {
            return ended(request);
        } catch (ApiProblem problem) {
            return ConsentPage.of(problem.status(), false, problem.sentence());
        }
    }

    private Answer ended(ApiRequest request) {
        AuthorizationOutcome outcome =
                consents.complete(request.query("state", 200), request.query("code", 2000), request.cookie(cookie));
        if (outcome instanceof AuthorizationOutcome.Completed completed) {
            return request.wantsPage()
                    ? ConsentPage.of(
                            200,
                            true,
                            Messages.sentence(
                                    "api.authorization.authorization-complete-shop-connected-with",
                                    completed.shop(),
                                    completed.remoteShopName()))
                    : state(completed.shop());
        } else if (outcome instanceof AuthorizationOutcome.Declined declined) {
            throw refused(422, "API_AUTHORIZATION_DECLINED", null, declined.sentence());
        } else if (outcome instanceof AuthorizationOutcome.AnotherAccount another) {
            throw refused(
                    409,
                    "API_AUTHORIZATION_ANOTHER_ACCOUNT",
                    null,
                    Messages.sentence(
                            "API_AUTHORIZATION_ANOTHER_ACCOUNT", another.shop(), another.before(), another.now()));
        }
        throw refused(
                403, "API_AUTHORIZATION_STATE", "state", Messages.sentence("API_AUTHORIZATION_STATE", publicBaseUrl));
    }

    /** The operator's yes to another TikTok shop than before. */
    public Answer acceptAccount(ApiRequest request) {
        String shop = request.shop();
        AccountChangeRequest change = request.body(AccountChangeRequest.class);
        if (!consents.accept(shop, change.before().strip(), change.account().strip())) {
            throw nothingWaits();
        }
        return state(shop);
    }

    /** The operator's no. */
    public Answer discardAccount(ApiRequest request) {
        String account = request.query("account", 64);
        if (account == null || !consents.discard(request.shop(), account)) {
            throw nothingWaits();
        }
        return Answer.empty(204);
    }

    private Answer state(String shop) {
        return Answer.ok(AuthorizationState.of(
                authorizations.view(shop), null, null, consents.pending(shop).orElse(null)));
    }

    private static ApiProblem nothingWaits() {
        return refused(
                409, "API_AUTHORIZATION_ACCOUNT_CHANGED", null, Messages.sentence("API_AUTHORIZATION_ACCOUNT_CHANGED"));
    }

    private static ApiProblem refused(int status, String code, @Nullable String field, Sentence sentence) {
        return ApiProblem.at(status, code, field, sentence);
    }
}
