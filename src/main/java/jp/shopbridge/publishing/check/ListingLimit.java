package jp.shopbridge.publishing.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.publishing.knowledge.FactStore;
import jp.shopbridge.tiktok.TiktokAnswers;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokOperation;
import org.springframework.stereotype.Component;

/**
 * Remembers that TikTok takes no new products of a shop (its daily limit is reached, its deposit is too low), so that new
 * listings wait while everything else goes on.
 */
@Component
public class ListingLimit {

    private static final String FACT = "listing-limit";

    private final FactStore facts;
    private final Clock clock;

    ListingLimit(FactStore facts, Clock clock) {
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * Why new listings wait, and how long.
     *
     * @param code the failure's, {@link TiktokAnswers#LISTING_LIMIT} or {@link TiktokAnswers#DEPOSIT}
     * @param until when the next one is tried, UTC
     */
    public record Hold(String code, Instant until, Sentence reason) {

        /** Whether it ends by itself with the next day. */
        public boolean isOfTheDay() {
            return code.equals(TiktokAnswers.LISTING_LIMIT);
        }
    }

    /** What holds the shop's new listings back, if anything does. */
    public Optional<Hold> hold(String shop) {
        return recent(shop, Duration.ZERO);
    }

    /** The same, and what ended by itself within this time: the next new listing may meet it again. */
    public Optional<Hold> recent(String shop, Duration within) {
        return facts.find(shop, FACT)
                .map(FactStore.Fact::content)
                .map(fact -> new Hold(
                        fact.path("code").asText(TiktokAnswers.LISTING_LIMIT),
                        Instant.parse(fact.path("until").asText()),
                        reason(fact)))
                .filter(hold -> hold.until().plus(within).isAfter(clock.instant()));
    }

    /** Remembers that TikTok said so. */
    public void reached(String shop, ThrottledFailure failure) {
        ObjectNode fact = Json.MAPPER.createObjectNode();
        fact.put("until", clock.instant().plus(failure.waitFor()).toString())
                .put("code", failure.code())
                .put("ja", failure.sentence().ja())
                .put("en", failure.sentence().en());
        facts.save(shop, FACT, fact);
    }

    private static Sentence reason(JsonNode fact) {
        // What an earlier release kept says no reason: it knew of the daily limit only.
        return fact.has("ja")
                ? Sentence.of(fact.path("ja").asText(), fact.path("en").asText())
                : Messages.sentence("publishing.check.shops-listing-limit-reached-new");
    }

    /**
     * Lets a call pass; asked once more when its turn has come, because the limit may have been met while it waited.
     *
     * @throws ThrottledFailure when it would create a product and the limit is reached
     */
    public void checkBefore(TiktokCall call) {
        if (call.operation() == TiktokOperation.CREATE) {
            check(call.shop());
        }
    }

    /**
     * Lets a new listing pass.
     *
     * @throws ThrottledFailure while the limit is reached
     */
    public void check(String shop) {
        hold(shop).ifPresent(hold -> {
            throw new ThrottledFailure(hold.code(), hold.reason(), Duration.between(clock.instant(), hold.until()));
        });
    }
}
