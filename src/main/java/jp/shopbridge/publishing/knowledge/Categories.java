package jp.shopbridge.publishing.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.DemandChanges;
import jp.shopbridge.tiktok.CategoryKnowledge;
import jp.shopbridge.tiktok.TiktokAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * TikTok's categories as a shop may use them, read once a day and kept with their age; attributes and rules of a category
 * are read when a listing of it is first sent.
 */
@Component
public class Categories {

    static final String TREE = "categories";
    private static final int MOST_HELD = 2_000;

    private final FactStore facts;
    private final KnowledgeSettings settings;
    private final Clock clock;
    private final Map<String, Tree> trees = new ConcurrentHashMap<>();
    private final Map<List<String>, Held> held = new ConcurrentHashMap<>();

    Categories(FactStore facts, KnowledgeSettings settings, Clock clock) {
        this.facts = facts;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One category.
     *
     * @param path the names from the root down to this one
     * @param pathIds the ids of the same
     * @param usable whether products may be listed in it now
     */
    public record Category(
            String id, String name, List<String> path, List<String> pathIds, boolean leaf, boolean usable) {}

    /** Whether products may stand in a category, as far as the categories have been read. */
    public enum Standing {
        /** They may. */
        FINE,
        /** The categories have not been read yet. */
        UNREAD,
        /** TikTok has no such category. */
        UNKNOWN,
        /** Only in the categories below it. */
        INNER,
        /** The shop may not use it now. */
        BARRED;

        /** Whether no product can be listed with it, whatever else is done. */
        public boolean refused() {
            return this == UNKNOWN || this == INNER;
        }

        /** What to say of the category, or null when all is fine. */
        public @Nullable Sentence sentence(String id) {
            return switch (this) {
                case FINE -> null;
                case UNREAD -> Messages.sentence("publishing.knowledge.tiktok-shops-categories-not-been", id);
                case UNKNOWN -> Messages.sentence("publishing.knowledge.tiktok-shop-no-category-look", id);
                case INNER -> Messages.sentence("publishing.knowledge.category-categories-below-choose-one", id);
                case BARRED -> Messages.sentence("publishing.knowledge.shop-may-not-use-category", id);
            };
        }
    }

    private record Tree(Instant readAt, Map<String, JsonNode> nodes) {}

    /** The category of this id, if TikTok has it and the categories have been read. */
    public Optional<Category> find(String shop, String id) {
        Tree tree = tree(shop);
        JsonNode node = tree == null ? null : tree.nodes().get(id);
        return node == null || tree == null ? Optional.empty() : Optional.of(category(tree, id, node));
    }

    /** Whether products may stand in the category of this id. */
    public Standing standing(String shop, String id) {
        Tree tree = tree(shop);
        if (tree == null || tree.nodes().isEmpty()) {
            return Standing.UNREAD;
        }
        JsonNode node = tree.nodes().get(id);
        if (node == null) {
            return Standing.UNKNOWN;
        }
        return !node.path("l").asBoolean()
                ? Standing.INNER
                : node.path("u").asBoolean() ? Standing.FINE : Standing.BARRED;
    }

    /** Why no product can ever be listed in the category of this id; null as long as one might. */
    public @Nullable Sentence refusal(String shop, String id) {
        Standing standing = standing(shop, id);
        return standing.refused() ? standing.sentence(id) : null;
    }

    /** Leaf categories whose path holds every word of the text, usable ones first; at most this many. */
    public List<Category> search(String shop, String text, int max) {
        Tree tree = tree(shop);
        if (tree == null) {
            return List.of();
        }
        String[] words = text.toLowerCase(Locale.ROOT).strip().split("[\\s\\u3000]+");
        List<Category> usable = new ArrayList<>();
        List<Category> others = new ArrayList<>();
        tree.nodes().forEach((id, node) -> {
            if (node.path("l").asBoolean()) {
                Category category = category(tree, id, node);
                String path = String.join(" ", category.path()).toLowerCase(Locale.ROOT);
                boolean fits = true;
                for (String word : words) {
                    fits &= path.contains(word) || id.equals(word);
                }
                if (fits) {
                    (category.usable() ? usable : others).add(category);
                }
            }
        });
        usable.addAll(others);
        return List.copyOf(usable.subList(0, Math.min(max, usable.size())));
    }

    /** The categories right below one, or below the root for {@code "0"}, by name. */
    public List<Category> below(String shop, String parent) {
        Tree tree = tree(shop);
        if (tree == null) {
            return List.of();
        }
        return tree.nodes().entrySet().stream()
                .filter(node -> node.getValue().path("p").asText().equals(parent))
                .map(node -> category(tree, node.getKey(), node.getValue()))
                .sorted(Comparator.comparing(Category::name))
                .toList();
    }

    /** When the shop's categories were last read; null when never. */
    public @Nullable Instant readAt(String shop) {
        Tree tree = tree(shop);
        return tree == null ? null : tree.readAt();
    }

    boolean treeIsStale(String shop) {
        Tree tree = tree(shop);
        return tree == null || tree.readAt().isBefore(clock.instant().minus(settings.categoryAge()));
    }

    /** Keeps the categories; answers whether they are others than before. */
    boolean saveTree(String shop, TiktokAnswer answer) {
        ObjectNode compact = Json.MAPPER.createObjectNode();
        for (JsonNode category : answer.data().path("categories")) {
            boolean usable = true;
            for (JsonNode status : category.path("permission_statuses")) {
                usable &= status.asText().equals("AVAILABLE");
            }
            compact.putObject(category.path("id").asText())
                    .put("p", category.path("parent_id").asText())
                    .put("n", category.path("local_name").asText())
                    .put("l", category.path("is_leaf").asBoolean())
                    .put("u", usable);
        }
        boolean changed = save(shop, TREE, compact);
        trees.remove(shop);
        return changed;
    }

    private boolean save(String shop, String name, JsonNode content) {
        boolean changed = facts.find(shop, name)
                .filter(before -> before.content().equals(content))
                .isEmpty();
        facts.save(shop, name, content);
        held.clear();
        return changed;
    }

    /**
     * What is known of a category's requirements.
     *
     * @param readAt when TikTok last said so
     * @param ofTree whether the tree alone says it, because TikTok has no such category or none that takes products
     */
    public record Known(CategoryKnowledge knowledge, Instant readAt, boolean ofTree) {}

    /** What is known of a category's requirements, or empty when attributes and rules have to be read first. */
    public Optional<CategoryKnowledge> knowledge(String shop, String id) {
        Instant oldest = clock.instant().minus(settings.categoryAge());
        return lastKnown(shop, id)
                .filter(known -> known.ofTree() || known.readAt().isAfter(oldest))
                .map(Known::knowledge);
    }

    private record Held(Optional<Known> known, Instant since) {}

    /** What was last known of a category's requirements, however old; empty when nobody ever read them. */
    public Optional<Known> lastKnown(String shop, String id) {
        Instant now = clock.instant();
        Held before = held.get(List.of(shop, id));
        if (before != null && before.since().plus(DemandChanges.KNOWN_FOR).isAfter(now)) {
            return before.known();
        }
        if (held.size() >= MOST_HELD) {
            held.clear();
        }
        Held read = new Held(read(shop, id), now);
        held.put(List.of(shop, id), read);
        return read.known();
    }

    private Optional<Known> read(String shop, String id) {
        Tree tree = tree(shop);
        ObjectNode stored = Json.MAPPER.createObjectNode();
        if (tree != null && !tree.nodes().isEmpty()) {
            JsonNode node = tree.nodes().get(id);
            if (node == null) {
                stored.set("category", Json.MAPPER.nullNode());
                return Optional.of(new Known(CategoryKnowledge.of(stored), tree.readAt(), true));
            }
            ObjectNode category =
                    stored.putObject("category").put("is_leaf", node.path("l").asBoolean());
            category.putArray("permission_statuses").add(node.path("u").asBoolean() ? "AVAILABLE" : "NOT_AVAILABLE");
            if (!node.path("l").asBoolean()) {
                return Optional.of(new Known(CategoryKnowledge.of(stored), tree.readAt(), true));
            }
        }
        return facts.find(shop, name(id)).map(found -> {
            stored.set("attributes", found.content().path("attributes"));
            stored.set("rules", found.content().path("rules"));
            facts.find(shop, FactStore.BRANDS).ifPresent(brands -> stored.set("brands", brands.content()));
            return new Known(CategoryKnowledge.of(stored), found.readAt(), false);
        });
    }

    /** Keeps what a category demands; answers whether it is something else than before. */
    boolean saveRequirements(String shop, String id, TiktokAnswer attributes, TiktokAnswer rules) {
        ObjectNode requirements = Json.MAPPER.createObjectNode();
        requirements.set("attributes", attributes.data());
        requirements.set("rules", rules.data());
        return save(shop, name(id), requirements);
    }

    /** Keeps the brands; answers whether they are others than before. */
    boolean saveBrands(String shop, JsonNode brands) {
        return save(shop, FactStore.BRANDS, brands);
    }

    static String name(String id) {
        return "category-" + (id.length() <= 30 ? id : id.substring(0, 30));
    }

    private @Nullable Tree tree(String shop) {
        Tree known = trees.get(shop);
        if (known != null && known.readAt().isAfter(clock.instant().minusSeconds(60))) {
            return known;
        }
        return facts.find(shop, TREE)
                .map(fact -> {
                    if (known != null && known.readAt().equals(fact.readAt())) {
                        return known;
                    }
                    Map<String, JsonNode> nodes = new HashMap<>();
                    fact.content().properties().forEach(node -> nodes.put(node.getKey(), node.getValue()));
                    Tree tree = new Tree(fact.readAt(), nodes);
                    trees.put(shop, tree);
                    return tree;
                })
                .orElse(null);
    }

    private static Category category(Tree tree, String id, JsonNode node) {
        List<String> path = new ArrayList<>();
        List<String> pathIds = new ArrayList<>();
        String atId = id;
        JsonNode at = node;
        for (int depth = 0; at != null && depth < 10; depth++) {
            path.add(0, at.path("n").asText());
            pathIds.add(0, atId);
            atId = at.path("p").asText();
            at = tree.nodes().get(atId);
        }
        return new Category(
                id,
                node.path("n").asText(),
                path,
                pathIds,
                node.path("l").asBoolean(),
                node.path("u").asBoolean());
    }
}
