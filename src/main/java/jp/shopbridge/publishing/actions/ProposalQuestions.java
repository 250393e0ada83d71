package jp.shopbridge.publishing.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.knowledge.Categories;
import jp.shopbridge.publishing.knowledge.FactStore;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ProductAttribute;
import jp.shopbridge.staging.content.ShopGroup;
import jp.shopbridge.tiktok.CategoryKnowledge;
import jp.shopbridge.tiktok.TiktokAnswer;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokRequests;
import org.apache.camel.ExchangeException;
import org.springframework.stereotype.Component;

/**
 * What TikTok is asked about a product that lacks category, package or required attributes, and what its answers propose.
 * Only what is missing is asked for; the package of a category once a day.
 */
@Component
public class ProposalQuestions {

    private static final Duration PACKAGE_AGE = Duration.ofDays(1);
    /** For how long a shop whose API did not know the calls is taken for one whose API does not. */
    private static final Duration OFF_AGE = Duration.ofHours(1);

    private static final String OFF = "proposals-off";

    private final FieldProposals proposals;
    private final TiktokRequests requests;
    private final Categories categories;
    private final FactStore facts;

    ProposalQuestions(FieldProposals proposals, TiktokRequests requests, Categories categories, FactStore facts) {
        this.proposals = proposals;
        this.requests = requests;
        this.categories = categories;
        this.facts = facts;
    }

    /**
     * Begins with one listing.
     *
     * @throws RefusedFailure when there is no title to judge by
     */
    Asking begin(Listing listing) {
        ListingContent content = listing.effective();
        if (content.title().isBlank()) {
            throw new RefusedFailure("PUBLISHING_NO_TITLE", Messages.sentence("PUBLISHING_NO_TITLE"), "", "title");
        }
        return new Asking(listing, content.categoryId(), List.of(), List.of(), null);
    }

    /** Asks for the category, by name and by the shop's own group: no picture is brought to TikTok for a mere question. */
    public TiktokCall categoryCall(Asking asking) {
        ListingContent content = asking.listing().effective();
        ShopGroup group = content.shopGroup();
        return requests.recommend(asking.key().shop(), content.title(), List.of(), group.id(), group.name());
    }

    /**
     * With the category that TikTok recommends.
     *
     * @throws RefusedFailure when it recommends none, or one the shop may not use
     */
    public Asking categoryAnswered(Asking asking, TiktokAnswer answer) {
        String id = answer.data().path("leaf_category_id").asText("");
        Sentence objection = id.isEmpty()
                ? Messages.sentence("PUBLISHING_NO_CATEGORY_PROPOSED")
                : categories.standing(asking.key().shop(), id).sentence(id);
        if (objection != null) {
            throw new RefusedFailure("PUBLISHING_NO_CATEGORY_PROPOSED", objection, "", "category_id");
        }
        ArrayNode path = Json.MAPPER.createArrayNode();
        answer.data()
                .path("categories")
                .forEach(category -> path.add(category.path("name").asText("")));
        boolean grouped = !asking.listing().effective().shopGroup().id().isEmpty();
        return asking.inCategory(id)
                .with(new ProposedField(
                        "category_id",
                        "",
                        "",
                        Json.MAPPER.getNodeFactory().textNode(id),
                        path.isEmpty() ? id : words(path),
                        "",
                        grouped ? ProposedField.Source.NAME_AND_GROUP : ProposedField.Source.NAME,
                        ProposedField.Sureness.MEDIUM));
    }

    private static String words(ArrayNode path) {
        StringBuilder words = new StringBuilder();
        path.forEach(name -> words.append(words.isEmpty() ? "" : " > ").append(name.asText()));
        return words.toString();
    }

    /** Whether weight or size of the package are missing. */
    public boolean wantsPackage(Asking asking) {
        return wantsWeight(asking) || wantsSides(asking);
    }

    private static boolean wantsWeight(Asking asking) {
        return asking.listing().effective().weightGrams().isEmpty()
                || asking.listing().lacks().stream()
                        .anyMatch(lack -> lack.field().equals("weight_g"));
    }

    private boolean wantsSides(Asking asking) {
        return asking.listing().effective().dimensions().isEmpty()
                && (wantsWeight(asking) || knowledge(asking).dimensionsRequired());
    }

    /** Whether the category's package has to be asked for. */
    public boolean isPackageUnknown(Asking asking) {
        return facts.fresh(asking.key().shop(), packageOf(asking), PACKAGE_AGE).isEmpty();
    }

    private static String packageOf(Asking asking) {
        return "package:" + asking.categoryId();
    }

    /** Asks for the category's package. */
    public TiktokCall packageCall(Asking asking) {
        return proposals.packageCall(asking.nothing());
    }

    /** Keeps the category's package: the category alone decides, so that its other products need no call. */
    public void packageRead(Asking asking, TiktokAnswer answer) {
        facts.save(asking.key().shop(), packageOf(asking), answer.data());
    }

    /** With the package of its category, as far as it is missing. */
    public Asking packaged(Asking asking) {
        FieldProposal found = facts.find(asking.key().shop(), packageOf(asking))
                .map(fact -> proposals.packaged(asking.nothing(), fact.content()))
                .orElseGet(asking::nothing);
        Asking next = asking;
        Integer grams = found.weightGrams();
        if (grams != null && wantsWeight(asking)) {
            next = next.with(
                    ofCategory(asking, "weight_g", Json.MAPPER.getNodeFactory().numberNode(grams), grams + " g"));
        }
        FieldProposal.Sides sides = found.sides();
        if (sides != null && wantsSides(asking)) {
            ObjectNode value = Json.MAPPER
                    .createObjectNode()
                    .put("length", sides.length())
                    .put("width", sides.width())
                    .put("height", sides.height());
            String text = sides.length() + " × " + sides.width() + " × " + sides.height() + " cm";
            next = next.with(ofCategory(asking, "dimensions_cm", value, text));
        }
        return next;
    }

    private static ProposedField ofCategory(Asking asking, String field, JsonNode value, String text) {
        return new ProposedField(
                field,
                "",
                "",
                value,
                text,
                asking.categoryId(),
                ProposedField.Source.CATEGORY,
                ProposedField.Sureness.LOW);
    }

    /** Whether attributes that its category requires are missing. */
    public boolean wantsAttributes(Asking asking) {
        return !missing(asking).isEmpty();
    }

    private List<CategoryKnowledge.Attribute> missing(Asking asking) {
        Set<String> given = new HashSet<>();
        Set<String> values = new HashSet<>();
        for (ProductAttribute attribute : asking.listing().effective().attributes()) {
            given.add(attribute.id());
            attribute.values().forEach(value -> values.add(attribute.id() + "=" + value.id()));
        }
        return knowledge(asking).attributes().stream()
                .filter(attribute -> attribute.requiredFor(values) && !given.contains(attribute.id()))
                .toList();
    }

    private CategoryKnowledge knowledge(Asking asking) {
        return categories.knowledge(asking.key().shop(), asking.categoryId()).orElseGet(CategoryKnowledge::none);
    }

    /** Asks for the attributes that are missing. */
    public TiktokCall attributesCall(Asking asking) {
        return proposals.attributesCall(
                asking.nothing(),
                missing(asking).stream().map(CategoryKnowledge.Attribute::id).toList());
    }

    /** With the attributes TikTok told; for which of those that are missing it told nothing is noted. */
    public Asking attributesAnswered(Asking asking, TiktokAnswer answer) {
        ListingContent content = asking.listing().effective();
        String words = content.title() + '\n' + content.description();
        Asking next = asking;
        Set<String> proposed = new HashSet<>();
        Set<String> wanted =
                missing(asking).stream().map(CategoryKnowledge.Attribute::id).collect(Collectors.toSet());
        for (FieldProposal.Attribute attribute :
                proposals.attributesAnswered(asking.nothing(), answer).attributes()) {
            if (wanted.contains(attribute.id()) && proposed.add(attribute.id())) {
                next = next.with(proposed(asking, attribute, words));
            }
        }
        return next.lacking(missing(asking).stream()
                .filter(attribute -> !proposed.contains(attribute.id()))
                .map(CategoryKnowledge.Attribute::name)
                .toList());
    }

    private static ProposedField proposed(Asking asking, FieldProposal.Attribute attribute, String words) {
        ArrayNode values = Json.MAPPER.createArrayNode();
        attribute
                .values()
                .forEach(value -> values.addObject().put("id", value.id()).put("name", value.name()));
        boolean said = attribute.values().stream().allMatch(value -> words.contains(value.name()));
        return new ProposedField(
                "attributes",
                attribute.id(),
                attribute.name(),
                values,
                attribute.values().stream().map(FieldProposal.Value::name).collect(Collectors.joining("、")),
                asking.categoryId(),
                ProposedField.Source.TEXT,
                attribute.ambiguous()
                        ? ProposedField.Sureness.LOW
                        : said ? ProposedField.Sureness.HIGH : ProposedField.Sureness.MEDIUM);
    }

    /** Whether package and attributes may be asked for; not again within an hour where the shop's API did not know the calls. */
    public boolean isAnswered(Asking asking) {
        return facts.fresh(asking.key().shop(), OFF, OFF_AGE).isEmpty();
    }

    /** The shop's API does not know the calls for package and attributes: that is said, and the category stays proposed. */
    public Asking unanswered(Asking asking, @ExchangeException MisconfiguredFailure failure) {
        if (!failure.code().equals(FieldProposals.CALL_UNKNOWN)) {
            throw failure;
        }
        facts.save(asking.key().shop(), OFF, Json.MAPPER.createObjectNode());
        return off(asking);
    }

    /** The same where that is known already. */
    public Asking off(Asking asking) {
        return wantsPackage(asking) || wantsAttributes(asking)
                ? asking.noting(Messages.sentence("PUBLISHING_NO_PROPOSALS"))
                : asking;
    }
}
