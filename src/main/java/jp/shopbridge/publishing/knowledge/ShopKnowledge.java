package jp.shopbridge.publishing.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.stream.Collectors;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.tiktok.CategoryKnowledge;
import jp.shopbridge.tiktok.ShopReadiness;
import jp.shopbridge.tiktok.TiktokAnswer;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokRequests;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What has to be known of a shop and a category before a listing can be judged, and which of it has to be read anew. */
@Component
public class ShopKnowledge {

    private final FactStore facts;
    private final Categories categories;
    private final TiktokRequests requests;
    private final KnowledgeSettings settings;

    ShopKnowledge(FactStore facts, Categories categories, TiktokRequests requests, KnowledgeSettings settings) {
        this.facts = facts;
        this.categories = categories;
        this.requests = requests;
        this.settings = settings;
    }

    /** Whether the shop's warehouses and set-up have to be read. */
    public boolean shopIsStale(String shop) {
        return facts.fresh(shop, FactStore.WAREHOUSES, settings.factsAge()).isEmpty()
                || facts.fresh(shop, FactStore.PREREQUISITES, settings.factsAge())
                        .isEmpty();
    }

    /** Asks for the warehouses. */
    public TiktokCall warehousesCall(String shop) {
        return requests.warehouses(shop);
    }

    /** Asks for the set-up tasks. */
    public TiktokCall prerequisitesCall(String shop) {
        return requests.prerequisites(shop);
    }

    /** Keeps both answers. */
    public void saveShop(String shop, TiktokAnswer warehouses, TiktokAnswer prerequisites) {
        facts.save(shop, FactStore.WAREHOUSES, warehouses.data());
        facts.save(shop, FactStore.PREREQUISITES, prerequisites.data());
    }

    /** Has the warehouses asked for again before the next listing is judged: TikTok said that there is none. */
    public void forgetWarehouses(String shop) {
        facts.forget(shop, FactStore.WAREHOUSES);
    }

    /** Whether the shop's categories have to be read. */
    public boolean categoriesAreStale(String shop) {
        return categories.treeIsStale(shop);
    }

    /** Asks for all categories. */
    public TiktokCall categoriesCall(String shop) {
        return requests.categories(shop);
    }

    /** What is known before this listing is judged; of its category by what TikTok last said, however old. */
    public ShopFacts facts(Listing listing) {
        String shop = listing.key().shop();
        String categoryId = listing.effective().categoryId();
        return new ShopFacts(
                found(shop, FactStore.WAREHOUSES),
                found(shop, FactStore.PREREQUISITES),
                category(shop, categoryId),
                !categoryId.isEmpty() && categories.knowledge(shop, categoryId).isEmpty());
    }

    /** What is known of a listing's category alone. */
    public ShopFacts ofCategory(Listing listing) {
        CategoryKnowledge category =
                category(listing.key().shop(), listing.effective().categoryId());
        return new ShopFacts(MissingNode.getInstance(), MissingNode.getInstance(), category, false);
    }

    private CategoryKnowledge category(String shop, String categoryId) {
        return categoryId.isEmpty()
                ? CategoryKnowledge.none()
                : categories
                        .lastKnown(shop, categoryId)
                        .map(Categories.Known::knowledge)
                        .orElseGet(CategoryKnowledge::none);
    }

    /** How far a shop is set up at TikTok, as far as TikTok was asked. */
    public SetUpProgress progress(String shop) {
        ShopFacts known = shopFacts(shop);
        return new SetUpProgress(
                facts.find(shop, FactStore.PREREQUISITES)
                        .map(FactStore.Fact::readAt)
                        .orElse(null),
                known.salesWarehouse().isPresent(),
                ShopReadiness.hasReturnWarehouse(known.warehouses()),
                ShopReadiness.unfinished(known.prerequisites()).stream()
                        .map(ShopReadiness.Unfinished::item)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** What is known of a shop as a whole. */
    ShopFacts shopFacts(String shop) {
        return new ShopFacts(
                found(shop, FactStore.WAREHOUSES),
                found(shop, FactStore.PREREQUISITES),
                CategoryKnowledge.none(),
                false);
    }

    private JsonNode found(String shop, String name) {
        return facts.find(shop, name).map(FactStore.Fact::content).orElse(MissingNode.getInstance());
    }

    /** Whether nobody has read the shop's categories yet. */
    public boolean categoriesAreUnread(String shop) {
        return categories.readAt(shop) == null;
    }

    /** Whether a category's requirements have to be read before they can be shown. */
    public boolean requirementsAreUnknown(String shop, String categoryId) {
        return categories.knowledge(shop, categoryId).isEmpty();
    }

    /** Asks for a category's attributes. */
    public TiktokCall attributesCall(String shop, String categoryId) {
        return requests.attributes(shop, categoryId);
    }

    /** Asks for a category's rules. */
    public TiktokCall rulesCall(String shop, String categoryId) {
        return requests.rules(shop, categoryId);
    }

    /** Asks for the brands whose name holds the text; read as variables, because a name may be the word null. */
    public TiktokCall brandsCall(@Variable("shop") String shop, @Variable("brand") String name) {
        return requests.brandsNamed(shop, name);
    }
}
