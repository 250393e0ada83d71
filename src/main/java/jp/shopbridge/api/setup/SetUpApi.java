package jp.shopbridge.api.setup;

import java.util.List;
import java.util.Set;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.publishing.knowledge.SetUpProgress;
import jp.shopbridge.publishing.knowledge.ShopKnowledge;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.StateCount;
import jp.shopbridge.tiktok.Authorizations;
import org.springframework.stereotype.Component;

/** はじめかた: what the first product needs, each checked where it can be. */
@Component
public class SetUpApi {

    private static final Set<String> DELIVERY = Set.of("DELIVERY_OPTION", "SHIPPING_TEMPLATE");
    private static final Set<String> SHOP = Set.of("SHOP_STATUS", "SHOP_TAX", "CONTACT_INFO");

    private final ShopKnowledge knowledge;
    private final Authorizations authorizations;
    private final ListingQueries listings;

    SetUpApi(ShopKnowledge knowledge, Authorizations authorizations, ListingQueries listings) {
        this.knowledge = knowledge;
        this.authorizations = authorizations;
        this.listings = listings;
    }

    /** The shop whose set-up is to be asked for. */
    public String shopOf(ApiRequest request) {
        return request.shop();
    }

    /** The steps of a shop. */
    public Answer show(ApiRequest request) {
        String shop = request.shop();
        boolean authorized = authorizations.view(shop).authorized();
        SetUpProgress progress = knowledge.progress(shop);
        boolean asked = authorized && progress.readAt() != null;
        List<StateCount> counts = listings.counts(shop);
        long products = counts.stream().mapToLong(StateCount::all).sum();
        long selected = counts.stream().mapToLong(StateCount::selected).sum();
        boolean live = counts.stream().anyMatch(count -> count.state() == ListingState.LIVE && count.all() > 0);
        return Answer.ok(new SetUpSteps(
                shop,
                progress.readAt(),
                List.of(
                        // A shop that consented has an account; before that nobody can tell.
                        step("account", authorized, true),
                        step("authorization", true, authorized),
                        step("pickup-warehouse", asked, progress.salesWarehouse()),
                        step("return-warehouse", asked, progress.returnWarehouse()),
                        step("delivery", asked, progress.isDone(DELIVERY)),
                        step("bank", asked, progress.isDone(Set.of("BANK_ACCOUNT"))),
                        step("shop", asked, progress.isDone(SHOP)),
                        step("import", true, products > 0),
                        step("select", true, selected > 0),
                        step("live", true, live))));
    }

    private static SetUpSteps.Step step(String name, boolean known, boolean done) {
        return new SetUpSteps.Step(name, !known ? "unknown" : done ? "done" : "open");
    }
}
