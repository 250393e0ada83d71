package jp.shopbridge.api.today;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.staging.CauseCount;
import jp.shopbridge.staging.Causing;
import jp.shopbridge.staging.ListingFocus;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingQuery;
import org.springframework.stereotype.Component;

/** 今日やること: the causes of what does not go out, and what is new since yesterday. */
@Component
public class TodayApi {

    private final Causing causing;
    private final ListingQueries listings;
    private final Clock clock;

    TodayApi(Causing causing, ListingQueries listings, Clock clock) {
        this.causing = causing;
        this.listings = listings;
        this.clock = clock;
    }

    /** What there is to do in a shop. */
    public Answer show(ApiRequest request) {
        String shop = request.shop();
        Instant since = clock.instant().minus(Duration.ofDays(1));
        Causing.Happened happened = causing.since(shop, since);
        long drifted = listings.search(new ListingQuery(
                        shop, null, null, ListingFocus.DRIFT, null, true, List.of(), 0, 1, "product-no"))
                .total();
        return Answer.ok(new Today(
                shop,
                causing.of(shop).stream().map(TodayApi::cause).toList(),
                drifted,
                new Today.Happened(
                        since,
                        happened.wentLive(),
                        happened.refused(),
                        happened.changed(),
                        happened.drifted(),
                        happened.demanded())));
    }

    private static Today.Cause cause(CauseCount count) {
        int colon = count.cause().indexOf(':');
        return new Today.Cause(
                count.cause(),
                count.cause().substring(0, colon),
                count.cause().substring(colon + 1),
                count.sentence(),
                count.products(),
                count.alone());
    }
}
