package jp.shopbridge.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import jp.shopbridge.tiktok.CategoryKnowledge;
import jp.shopbridge.tiktok.TiktokAnswer;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokRequests;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What has to be known of a shop and a category before a listing can be judged, and which of it has to be read anew. */
@Component
public class ShopKnowledge {

    private final ShopFacts facts;
    private final Categories categories;
    private final TiktokRequests requests;
    private final PublishingSettings settings;

    ShopKnowledge(ShopFacts facts, Categories categories, TiktokRequests requests, PublishingSettings settings) {
        this.facts = facts;
        this.categories = categories;
        this.requests = requests;
        this.settings = settings;
    }

    /** Whether the shop's warehouses and set-up have to be read. */
    public boolean shopIsStale(String shop) {
        return facts.fresh(shop, ShopFacts.WAREHOUSES, settings.factsAge()).isEmpty()
                || facts.fresh(shop, ShopFacts.PREREQUISITES, settings.factsAge())
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
        facts.save(shop, ShopFacts.WAREHOUSES, warehouses.data());
        facts.save(shop, ShopFacts.PREREQUISITES, prerequisites.data());
    }

    /** The warehouses as last read; a missing node when never. */
    JsonNode warehouses(String shop) {
        return facts.find(shop, ShopFacts.WAREHOUSES)
                .map(ShopFacts.Fact::content)
                .orElse(MissingNode.getInstance());
    }

    /** The set-up tasks as last read; a missing node when never. */
    JsonNode prerequisites(String shop) {
        return facts.find(shop, ShopFacts.PREREQUISITES)
                .map(ShopFacts.Fact::content)
                .orElse(MissingNode.getInstance());
    }

    /** Whether the shop's categories have to be read. */
    public boolean categoriesAreStale(String shop) {
        return categories.treeIsStale(shop);
    }

    /** Asks for all categories. */
    public TiktokCall categoriesCall(String shop) {
        return requests.categories(shop);
    }

    /** Whether the demands of the listing's category have to be read; puts in what is known already. */
    public boolean categoryIsUnknown(Publication publication) {
        publication.warehouses = warehouses(publication.shop());
        publication.prerequisites = prerequisites(publication.shop());
        if (publication.categoryId().isEmpty()) {
            return false;
        }
        Optional<CategoryKnowledge> known = categories.knowledge(publication.shop(), publication.categoryId());
        known.ifPresent(knowledge -> publication.category = knowledge);
        return known.isEmpty();
    }

    /** Puts into a listing's publication what was read about its category. */
    public void takeCategory(Publication publication) {
        categories
                .knowledge(publication.shop(), publication.categoryId())
                .ifPresent(knowledge -> publication.category = knowledge);
    }

    /** Whether nobody has read the shop's categories yet. */
    public boolean categoriesAreUnread(String shop) {
        return categories.readAt(shop) == null;
    }

    /** Whether a category's demands have to be read before they can be shown. */
    public boolean demandsAreUnknown(String shop, String categoryId) {
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
