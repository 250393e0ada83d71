package jp.shopbridge.api.tokens;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jp.shopbridge.ActorName;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.token.ApiToken;
import jp.shopbridge.token.ApiTokens;
import jp.shopbridge.token.TakenNames;
import jp.shopbridge.token.TokenScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tokens for programs: make, list, end. Somebody of some shops sees and makes tokens within those shops only. */
@Component
public class TokensApi {

    private static final int DAYS = 365;

    private final ApiTokens tokens;
    private final TakenNames people;
    private final Clock clock;

    TokensApi(ApiTokens tokens, TakenNames people, Clock clock) {
        this.tokens = tokens;
        this.people = people;
        this.clock = clock;
    }

    /** The tokens, newest first, a page of them; the ended ones too, so that history's names can be looked up. */
    public Answer list(ApiRequest request) {
        String state = request.oneOf("state", Set.of("valid", "over"));
        Instant now = clock.instant();
        List<ApiToken> found = tokens.all().stream()
                .filter(token -> token.isWithin(limits(request)))
                .filter(token -> state == null || token.isValid(now) == state.equals("valid"))
                .toList();
        int size = request.size();
        return Answer.ok(new TokenList(
                found.stream()
                        .skip((long) request.page() * size)
                        .limit(size)
                        .map(token -> TokenItem.of(token, now))
                        .toList(),
                found.size(),
                request.page(),
                size));
    }

    /** Makes one and shows its secret, this once. */
    public Answer make(ApiRequest request) {
        TokenRequest wanted = request.body(TokenRequest.class);
        String name = name(wanted.name().strip());
        TokenScope scope = TokenScope.named(wanted.scope().strip())
                .orElseThrow(() -> invalid("scope", Messages.sentence("api.tokens.scope-must-read-edit-publish")));
        int days = Objects.requireNonNullElse(wanted.expiresInDays(), DAYS);
        ApiTokens.Made made = tokens.make(
                        name,
                        scope,
                        shops(request, wanted.shops()),
                        clock.instant().plus(Duration.ofDays(days)),
                        request.actor())
                .orElseThrow(() -> taken(name));
        return new Answer(
                201,
                new TokenMade(TokenItem.of(made.token(), clock.instant()), made.secret()),
                Map.of("Cache-Control", "no-store"));
    }

    /** Ends one at once, on every instance. */
    public Answer end(ApiRequest request) {
        String id = request.variable("id");
        ApiToken token = tokens.find(id)
                .filter(each -> each.isWithin(limits(request)))
                .orElseThrow(() -> ApiProblem.notFound("API_TOKEN_UNKNOWN", Messages.sentence("API_TOKEN_UNKNOWN")));
        tokens.end(token.id(), request.actor());
        return Answer.ok(TokenItem.of(tokens.find(token.id()).orElseThrow(), clock.instant()));
    }

    private String name(String name) {
        if (!ActorName.fits(name) || ActorName.isOurs(name)) {
            throw invalid("name", Messages.sentence("api.tokens.name-cannot-used-none-under", ActorName.RULE));
        }
        if (people.isTaken(name)) {
            throw taken(name);
        }
        return name;
    }

    private static @Nullable List<String> shops(ApiRequest request, @Nullable List<String> wanted) {
        if (wanted == null) {
            return limits(request);
        }
        for (String shop : wanted) {
            if (!request.shops().contains(shop)) {
                throw invalid("shops", Messages.sentence("api.tokens.no-shop-configured-you-may", shop));
            }
        }
        if (wanted.isEmpty()) {
            throw invalid("shops", Messages.sentence("api.tokens.list-shops-empty-leave-out"));
        }
        return wanted.stream().distinct().toList();
    }

    private static @Nullable List<String> limits(ApiRequest request) {
        return request.everyShop() ? null : request.shops();
    }

    private static ApiProblem taken(String name) {
        return ApiProblem.at(409, "API_TOKEN_NAME_TAKEN", "name", Messages.sentence("API_TOKEN_NAME_TAKEN", name));
    }

    private static ApiProblem invalid(String field, Sentence sentence) {
        return ApiProblem.at(422, "API_FIELD_INVALID", field, sentence);
    }
}
