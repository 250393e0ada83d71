package jp.shopbridge.publishing.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.DemandChanges;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingReports;
import jp.shopbridge.tiktok.Authorizations;
import jp.shopbridge.tiktok.BrandKnowledge;
import jp.shopbridge.tiktok.CategoryKnowledge;
import jp.shopbridge.tiktok.TiktokAnswer;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokRequests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps what TikTok says of categories and brands no older than a day, and reports what changed to the listings it will
 * hit: those that are selected or at TikTok already.
 */
@Component
public class CategoryUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(CategoryUpkeep.class);
    private static final String CHANGES = "category-changes";
    private static final int KEPT_CHANGES = 50;
    private static final int SHOWN_PRODUCTS = 100;
    private static final int MOST_BRAND_PAGES = 50;
    // Read a little before the knowledge would be too old to be used.
    private static final Duration AHEAD = Duration.ofHours(2);
    /** What could not be read is not asked for earlier than after so long. */
    private static final Duration AGAIN = Duration.ofHours(1);

    private final FactStore facts;
    private final Categories categories;
    private final Authorizations authorizations;
    private final BridgeSettings settings;
    private final KnowledgeSettings publishing;
    private final TiktokRequests requests;
    private final ListingReports reports;
    private final DemandChanges demands;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<List<String>, Instant> inVain = new ConcurrentHashMap<>();

    CategoryUpkeep(
            FactStore facts,
            Categories categories,
            Authorizations authorizations,
            BridgeSettings settings,
            KnowledgeSettings publishing,
            TiktokRequests requests,
            ListingReports reports,
            DemandChanges demands,
            JdbcClient jdbc,
            Clock clock) {
        this.facts = facts;
        this.categories = categories;
        this.authorizations = authorizations;
        this.settings = settings;
        this.publishing = publishing;
        this.requests = requests;
        this.reports = reports;
        this.demands = demands;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A change of what TikTok requires.
     *
     * @param what what changed and what to do
     * @param products how many listings it hits
     * @param productNos the first of them
     */
    public record Change(
            Instant at, String categoryId, String categoryName, Sentence what, int products, List<String> productNos) {}

    /** The shops whose categories have to be read, for the first time or again. */
    public List<String> shops() {
        return authorised()
                .filter(shop -> isDue(shop, Categories.TREE, facts.ages(shop)))
                .toList();
    }

    /** The brands and the requirements of categories in use that have to be read, for the first time or again. */
    public List<KnowledgeTask> tasks() {
        List<KnowledgeTask> tasks = new ArrayList<>();
        authorised().forEach(shop -> {
            Map<String, Instant> ages = facts.ages(shop);
            if (isDue(shop, FactStore.BRANDS, ages)) {
                tasks.add(new KnowledgeTask(shop, ""));
            }
            for (String id : inUse(shop)) {
                // Of a category that takes no products TikTok can only say so again.
                if (categories.standing(shop, id) != Categories.Standing.UNREAD
                        && !categories.standing(shop, id).refused()
                        && isDue(shop, Categories.name(id), ages)) {
                    tasks.add(new KnowledgeTask(shop, id));
                }
            }
        });
        return tasks;
    }

    private Stream<String> authorised() {
        return settings.shops().stream()
                .map(BridgeSettings.Shop::key)
                .filter(shop -> authorizations.view(shop).authorized());
    }

    /** Whether it is nearly too old or was never read, and was not asked for a while ago in vain. */
    private boolean isDue(String shop, String fact, Map<String, Instant> ages) {
        Duration age = publishing.categoryAge().minus(AHEAD);
        Instant now = clock.instant();
        Instant readAt = ages.get(fact);
        if (readAt != null
                && readAt.plus(age.isNegative() ? publishing.categoryAge() : age)
                        .isAfter(now)) {
            return false;
        }
        Instant asked = inVain.get(List.of(shop, fact));
        if (asked != null && asked.plus(AGAIN).isAfter(now) && (readAt == null || readAt.isBefore(asked))) {
            return false;
        }
        inVain.put(List.of(shop, fact), now);
        return true;
    }

    private List<String> inUse(String shop) {
        return jdbc.sql(Sql.named("listing-categories-in-use"))
                .param("shop", shop)
                .query(String.class)
                .list();
    }

    private List<String> productNos(String shop, String categoryId) {
        return jdbc.sql(Sql.named("listing-of-category"))
                .param("shop", shop)
                .param("categoryId", categoryId)
                .query(String.class)
                .list();
    }

    /** Keeps the categories read, and reports those in use that are gone or no longer permitted. */
    public void categoriesRead(String shop, TiktokAnswer answer) {
        List<String> used = inUse(shop);
        Set<String> usable = new HashSet<>();
        for (String id : used) {
            categories.find(shop, id).filter(Categories.Category::usable).ifPresent(found -> usable.add(id));
        }
        if (categories.saveTree(shop, answer)) {
            demands.ofShop(shop);
        }
        for (String id : usable) {
            Optional<Categories.Category> now = categories.find(shop, id);
            if (now.isEmpty()) {
                report(shop, id, Messages.sentence("publishing.knowledge.tiktok-shop-no-longer-category", id));
            } else if (!now.get().usable() || !now.get().leaf()) {
                report(
                        shop,
                        id,
                        Messages.sentence(
                                "publishing.knowledge.category-can-no-longer-used",
                                now.get().name()));
            }
        }
    }

    /** Keeps a category's requirements, and reports what is required now and was not before. */
    public void requirementsRead(String shop, String categoryId, TiktokAnswer attributes, TiktokAnswer rules) {
        Optional<CategoryKnowledge> before =
                facts.find(shop, Categories.name(categoryId)).map(fact -> CategoryKnowledge.of(fact.content()));
        boolean changed = categories.saveRequirements(shop, categoryId, attributes, rules);
        ObjectNode read = Json.MAPPER.createObjectNode();
        read.set("attributes", attributes.data());
        read.set("rules", rules.data());
        CategoryKnowledge now = CategoryKnowledge.of(read);
        // Papers run out without anybody changing anything.
        if (changed || now.certificates().stream().anyMatch(CategoryKnowledge.Certificate::expires)) {
            demands.of(shop, categoryId);
        }
        before.ifPresent(known -> newRequirements(known, now).forEach(what -> report(shop, categoryId, what)));
    }

    private static List<Sentence> newRequirements(CategoryKnowledge before, CategoryKnowledge now) {
        List<Sentence> requirements = new ArrayList<>();
        Set<String> required = new HashSet<>();
        before.attributes().stream()
                .filter(attribute -> attribute.requiredFor(Set.of()))
                .forEach(attribute -> required.add(attribute.id()));
        now.attributes().stream()
                .filter(attribute -> attribute.requiredFor(Set.of()) && !required.contains(attribute.id()))
                .forEach(attribute -> requirements.add(
                        Messages.sentence("publishing.knowledge.attribute-required-now-enter", attribute.name())));
        Set<String> certificates = new HashSet<>();
        before.certificates().stream()
                .filter(certificate -> certificate.requiredFor(Set.of()))
                .forEach(certificate -> certificates.add(certificate.name()));
        now.certificates().stream()
                .filter(certificate -> certificate.requiredFor(Set.of()) && !certificates.contains(certificate.name()))
                .forEach(certificate -> requirements.add(Messages.sentence(
                        "publishing.knowledge.certificate-required-now-enter-images", certificate.name())));
        if (now.dimensionsRequired() && !before.dimensionsRequired()) {
            requirements.add(Messages.sentence("publishing.knowledge.packages-size-required-now-enter"));
        }
        if (now.sizeChartRequired() && !before.sizeChartRequired()) {
            requirements.add(Messages.sentence("publishing.knowledge.size-chart-required-now-enter"));
        }
        return requirements;
    }

    /** Asks for the next page of brands. */
    public TiktokCall brandsCall(KnowledgeTask task) {
        return requests.brands(task.shop(), task.pageToken);
    }

    /** Notes a page of brands; the last one keeps them all. */
    public void brandsRead(KnowledgeTask task, TiktokAnswer answer) {
        task.pageToken = answer.data().path("next_page_token").asText("");
        task.pages++;
        boolean last = task.pageToken.isEmpty();
        task.brands = BrandKnowledge.with(task.brands, answer, last);
        task.complete = last || task.pages >= MOST_BRAND_PAGES;
        if (task.complete) {
            if (categories.saveBrands(task.shop(), task.brands)) {
                demands.ofShop(task.shop());
            }
        }
    }

    private void report(String shop, String categoryId, Sentence what) {
        List<String> hit = productNos(shop, categoryId);
        String name =
                categories.find(shop, categoryId).map(Categories.Category::name).orElse(categoryId);
        LOG.warn(
                "TikTok changed the category {} of {}: {} It concerns {} listings.",
                categoryId,
                shop,
                what.en(),
                hit.size());
        for (String productNo : hit) {
            reports.apply(
                    new ListingKey(shop, productNo),
                    ListingChange.by("tiktok", "category-changed")
                            .history(
                                    Messages.sentence("publishing.knowledge.tiktok-shop-changed-category", name, what),
                                    null));
        }
        ArrayNode kept = Json.MAPPER.createArrayNode();
        ObjectNode change = kept.addObject()
                .put("at", clock.instant().toString())
                .put("categoryId", categoryId)
                .put("categoryName", name)
                .put("products", hit.size());
        change.putObject("what").put("ja", what.ja()).put("en", what.en());
        hit.stream().limit(SHOWN_PRODUCTS).forEach(change.putArray("productNos")::add);
        for (JsonNode earlier : facts.find(shop, CHANGES)
                .map(fact -> fact.content().path("changes"))
                .orElse(Json.MAPPER.createArrayNode())) {
            if (kept.size() < KEPT_CHANGES) {
                kept.add(earlier);
            }
        }
        facts.save(shop, CHANGES, Json.MAPPER.createObjectNode().set("changes", kept));
    }

    /** What TikTok changed, the latest first. */
    public List<Change> changes(String shop) {
        List<Change> changes = new ArrayList<>();
        facts.find(shop, CHANGES)
                .ifPresent(fact -> fact.content().path("changes").forEach(change -> {
                    List<String> numbers = new ArrayList<>();
                    change.path("productNos").forEach(number -> numbers.add(number.asText()));
                    changes.add(new Change(
                            Instant.parse(change.path("at").asText()),
                            change.path("categoryId").asText(),
                            change.path("categoryName").asText(),
                            Sentence.of(
                                    change.at("/what/ja").asText(),
                                    change.at("/what/en").asText()),
                            change.path("products").asInt(),
                            numbers));
                }));
        return changes;
    }
}
