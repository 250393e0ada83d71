package jp.shopbridge.publishing.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.publishing.knowledge.FactStore;
import jp.shopbridge.tiktok.TiktokAnswers;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokOperation;
import org.springframework.stereotype.Component;

/** Remembers that a shop's listing limit is reached, so that new listings wait until it ends while everything else goes on. */
@Component
public class ListingLimit {

    private static final String FACT = "listing-limit";

    private final FactStore facts;
    private final Clock clock;

    ListingLimit(FactStore facts, Clock clock) {
        this.facts = facts;
        this.clock = clock;
    }

    /** Until when the shop's new listings wait, if they do. */
    public Optional<Instant> until(String shop) {
        return facts.find(shop, FACT)
                .map(fact -> Instant.parse(fact.content().path("until").asText()))
                .filter(until -> until.isAfter(clock.instant()));
    }

    /** Remembers that TikTok said so. */
    public void reached(String shop, Duration wait) {
        ObjectNode fact = Json.MAPPER.createObjectNode();
        facts.save(shop, FACT, fact.put("until", clock.instant().plus(wait).toString()));
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
        until(shop).ifPresent(until -> {
            throw new ThrottledFailure(
                    TiktokAnswers.LISTING_LIMIT,
                    Sentence.of(
                            "TikTok Shopの1日の出品数の上限に達しています。上限が戻り次第、自動的に続けます。",
                            "The shop's listing limit is reached; new listings go on when it ends."),
                    Duration.between(clock.instant(), until));
        });
    }
}
