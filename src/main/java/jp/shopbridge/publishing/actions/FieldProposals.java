package jp.shopbridge.publishing.actions;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ProductAttribute;
import jp.shopbridge.tiktok.TiktokAnswer;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokRequests;
import org.apache.camel.ExchangeException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks TikTok what the package of a listing's category usually is, and which attributes its text speaks of. */
@Component
public class FieldProposals {

    /** The failure code of a shop whose API does not know a call. */
    static final String CALL_UNKNOWN = "TIKTOK_API_VERSION";

    private static final int LONGEST_SIDE_CM = 1_000;
    private static final int HEAVIEST_GRAMS = 1_000_000;
    private static final Map<String, BigDecimal> GRAMS = Map.of(
            "GRAM", BigDecimal.ONE,
            "KILOGRAM", new BigDecimal(1000),
            "POUND", new BigDecimal("453.592"),
            "OUNCE", new BigDecimal("28.3495"));
    private static final Map<String, BigDecimal> CENTIMETRES = Map.of(
            "CENTIMETER", BigDecimal.ONE,
            "MILLIMETER", new BigDecimal("0.1"),
            "METER", new BigDecimal(100),
            "INCH", new BigDecimal("2.54"),
            "FOOT", new BigDecimal("30.48"));

    private final ListingQueries listings;
    private final TiktokRequests requests;

    FieldProposals(ListingQueries listings, TiktokRequests requests) {
        this.listings = listings;
        this.requests = requests;
    }

    /**
     * Begins with one listing.
     *
     * @throws RefusedFailure when it lacks what TikTok judges by
     */
    public FieldProposal begin(ListingKey key) {
        Listing listing = listings.find(key).orElseThrow();
        boolean titled = !listing.effective().title().isBlank();
        if (listing.effective().categoryId().isEmpty() || !titled) {
            throw new RefusedFailure(
                    "PUBLISHING_NOTHING_TO_JUDGE_BY",
                    Messages.sentence("PUBLISHING_NOTHING_TO_JUDGE_BY"),
                    "",
                    titled ? "category_id" : "title");
        }
        return FieldProposal.nothing(listing, listing.effective().categoryId());
    }

    /** Asks for the package. */
    public TiktokCall packageCall(FieldProposal proposal) {
        return requests.packagePredict(proposal.key().shop(), proposal.categoryId());
    }

    /** The proposal with the package TikTok told; what cannot be read as a weight or a size is left out. */
    public FieldProposal packageAnswered(FieldProposal proposal, TiktokAnswer answer) {
        return packaged(proposal, answer.data());
    }

    /** The same from an answer's data that was kept. */
    FieldProposal packaged(FieldProposal proposal, JsonNode data) {
        JsonNode weight = data.path("package_weight");
        JsonNode size = data.path("package_dimensions");
        Integer length = whole(size.path("length"), size.path("unit"), CENTIMETRES, LONGEST_SIDE_CM);
        Integer width = whole(size.path("width"), size.path("unit"), CENTIMETRES, LONGEST_SIDE_CM);
        Integer height = whole(size.path("height"), size.path("unit"), CENTIMETRES, LONGEST_SIDE_CM);
        return new FieldProposal(
                proposal.listing(),
                proposal.categoryId(),
                whole(weight.path("value"), weight.path("unit"), GRAMS, HEAVIEST_GRAMS),
                length == null || width == null || height == null
                        ? null
                        : new FieldProposal.Sides(length, width, height),
                List.of());
    }

    /** In whole grams or centimetres, never less than it is; null when it is no such number. */
    private static @Nullable Integer whole(JsonNode value, JsonNode unit, Map<String, BigDecimal> units, int most) {
        BigDecimal factor = units.get(unit.asText());
        String text = value.asText("");
        if (factor == null || !text.matches("\\d{1,9}(\\.\\d{1,6})?")) {
            return null;
        }
        BigDecimal whole = new BigDecimal(text).multiply(factor).setScale(0, RoundingMode.CEILING);
        return whole.signum() <= 0 || whole.compareTo(new BigDecimal(most)) > 0 ? null : whole.intValueExact();
    }

    /** Asks for the attributes. */
    public TiktokCall attributesCall(FieldProposal proposal) {
        return attributesCall(proposal, List.of());
    }

    /** The same for these attributes only; all when none is named. */
    TiktokCall attributesCall(FieldProposal proposal, List<String> attributes) {
        ListingContent content = proposal.listing().effective();
        return requests.propertiesRecommend(
                proposal.key().shop(), proposal.categoryId(), content.title(), content.description(), attributes);
    }

    /** The proposal with the attributes TikTok told, as far as the listing does not have them yet. */
    public FieldProposal attributesAnswered(FieldProposal proposal, TiktokAnswer answer) {
        Set<String> given = proposal.listing().effective().attributes().stream()
                .map(ProductAttribute::id)
                .collect(Collectors.toSet());
        List<FieldProposal.Attribute> attributes = new ArrayList<>();
        for (JsonNode property : answer.data().path("recommended_properties")) {
            List<FieldProposal.Value> values = new ArrayList<>();
            property.path("values")
                    .forEach(value -> values.add(new FieldProposal.Value(
                            value.path("id").asText(), value.path("name").asText())));
            String id = property.path("id").asText();
            if (property.path("type").asText().equals("PRODUCT_PROPERTY") && !values.isEmpty() && !given.contains(id)) {
                boolean several = property.path("is_multiple_selection").asBoolean();
                attributes.add(new FieldProposal.Attribute(
                        id,
                        property.path("name").asText(),
                        property.path("is_required").asBoolean(),
                        List.copyOf(several ? values : values.subList(0, 1)),
                        !several && values.size() > 1));
            }
        }
        return new FieldProposal(
                proposal.listing(),
                proposal.categoryId(),
                proposal.weightGrams(),
                proposal.sides(),
                List.copyOf(attributes));
    }

    /** A shop whose API does not know these calls is told so; everything else about it is in order. */
    public void refused(@ExchangeException MisconfiguredFailure failure) {
        if (!failure.code().equals(CALL_UNKNOWN)) {
            throw failure;
        }
        throw new RefusedFailure("PUBLISHING_NO_PROPOSALS", Messages.sentence("PUBLISHING_NO_PROPOSALS"), "", null);
    }
}
