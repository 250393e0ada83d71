package jp.shopbridge.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Optional;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingRules;
import jp.shopbridge.staging.ShopMappings;
import org.springframework.stereotype.Component;

/**
 * Tells before a replay what it would come to, with the mapping and the rules in force now. It changes nothing and asks
 * nobody outside, so what only TikTok can know stays open.
 */
@Component
public class Forecasts {

    private final DeadLetters letters;
    private final ListingQueries listings;
    private final ListingRules rules;
    private final ShopMappings mappings;

    Forecasts(DeadLetters letters, ListingQueries listings, ListingRules rules, ShopMappings mappings) {
        this.letters = letters;
        this.listings = listings;
        this.rules = rules;
        this.mappings = mappings;
    }

    /** What a replay of this letter would come to now. */
    public Outlook of(DeadLetter letter) {
        return letter.stage().equals("intake") ? ofIntake(letter) : ofListing(letter);
    }

    private Outlook ofIntake(DeadLetter letter) {
        Optional<String> snapshot = letters.snapshot(letter.id());
        if (snapshot.isEmpty()) {
            return Outlook.bad("DEADLETTER_NO_SNAPSHOT", Replays.NO_SNAPSHOT);
        }
        try {
            mappings.toListing(mappings.inForce(), letter.shop(), Json.MAPPER.readTree(snapshot.get()));
            return Outlook.good();
        } catch (Failure failure) {
            return Outlook.bad(failure.code(), failure.sentence());
        } catch (JsonProcessingException e) {
            return Outlook.bad("DEADLETTER_SNAPSHOT_BROKEN", Messages.sentence("DEADLETTER_SNAPSHOT_BROKEN"));
        }
    }

    private Outlook ofListing(DeadLetter letter) {
        Optional<Listing> found = listings.find(new ListingKey(letter.shop(), letter.productNo()));
        Sentence obstacle = Replays.obstacle(found.map(Listing::status).orElse(null));
        if (obstacle != null) {
            return Outlook.bad("DEADLETTER_WOULD_NOT_BE_SENT", obstacle);
        }
        Listing listing = found.orElseThrow();
        List<Lack> lacks = rules.lacks(letter.shop(), listing.effective(), listing.snapshot());
        return lacks.isEmpty()
                ? Outlook.good()
                : Outlook.bad(lacks.get(0).code(), lacks.get(0).sentence());
    }
}
