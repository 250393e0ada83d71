package jp.shopbridge.limit;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * One limit of a listing.
 *
 * @param name what mappings call it
 * @param measure what is measured
 * @param least the least that is taken; null for any
 * @param most the most that is taken; null for any
 * @param units what a number counts, as people write it behind the number; the first where one is shown
 * @param places where in a listing it holds
 * @param shown where the page and sheets hold to it besides
 * @param refusals how the check before sending refuses each end; an end without is advised only
 */
public record Limit(
        String name,
        Measure measure,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most,
        List<String> units,
        List<Place> places,
        List<Place> shown,
        Map<End, Refusal> refusals) {

    /** Beyond which end a value is. */
    public enum End {
        /** Less than the least. */
        BELOW,
        /** More than the most. */
        ABOVE
    }

    /**
     * A value beyond the limit.
     *
     * @param spot the value and where it stands
     * @param size its measure
     */
    public record Breach(Limit limit, End end, Place.Spot spot, BigDecimal size) {

        /** How the check refuses it; null when the end is advised only. */
        public @Nullable Refusal refusal() {
            return limit.refusals.get(end);
        }

        /** The check's sentence. */
        public Sentence sentence(Refusal refusal) {
            return refusal.about(word -> switch (word) {
                case "size" -> Limits.words(size);
                case "least" -> Limits.words(limit.least);
                case "most" -> Limits.words(limit.most);
                default -> Refusal.told(word, spot);
            });
        }
    }

    static Limit read(String name, JsonNode entry) {
        for (Measure measure : Measure.values()) {
            JsonNode ends = entry.path(measure.id());
            if (ends.isArray()) {
                Map<End, Refusal> refusals = new EnumMap<>(End.class);
                for (End end : End.values()) {
                    JsonNode refusal = entry.path(end == End.BELOW ? "below" : "above");
                    JsonNode either = entry.path("outside");
                    if (refusal.isObject() || either.isObject()) {
                        refusals.put(end, Refusal.of(refusal.isObject() ? refusal : either));
                    }
                }
                return new Limit(
                        name,
                        measure,
                        end(ends.path(0)),
                        end(ends.path(1)),
                        units(entry.path("unit")),
                        Place.all(entry.path("at")),
                        Place.all(entry.path("shown")),
                        Map.copyOf(refusals));
            }
        }
        throw new IllegalStateException("The limit " + name + " does not say what it measures.");
    }

    private static List<String> units(JsonNode written) {
        List<String> units = new ArrayList<>();
        if (written.isTextual()) {
            units.add(written.asText());
        }
        written.forEach(unit -> units.add(unit.asText()));
        return List.copyOf(units);
    }

    private static @Nullable BigDecimal end(JsonNode end) {
        return end.isNumber() ? end.decimalValue() : null;
    }

    /** Whether it is about this editable field, for the page and sheets. */
    boolean isAbout(String field, boolean ofSku) {
        return everywhere().stream()
                .anyMatch(place -> place.ofSku() == ofSku && place.field().equals(field));
    }

    private List<Place> everywhere() {
        List<Place> all = new ArrayList<>(places);
        all.addAll(shown);
        return all;
    }

    /** Everything in the listing that is beyond it, where the check before sending holds to it. */
    public List<Breach> breaches(JsonNode listing) {
        return breaches(listing, places);
    }

    /** The same where the page and sheets hold to it too. */
    public List<Breach> breachesShown(JsonNode listing) {
        return breaches(listing, everywhere());
    }

    private List<Breach> breaches(JsonNode listing, List<Place> where) {
        List<Breach> breaches = new ArrayList<>();
        for (Place place : where) {
            for (Place.Spot spot : place.in(listing)) {
                BigDecimal size = measure.of(spot.value());
                if (size != null && least != null && size.compareTo(least) < 0) {
                    breaches.add(new Breach(this, End.BELOW, spot, size));
                } else if (size != null && most != null && size.compareTo(most) > 0) {
                    breaches.add(new Breach(this, End.ABOVE, spot, size));
                }
            }
        }
        return breaches;
    }

    /** The most as a whole number, for a limit that has one. */
    public int mostWhole() {
        if (most == null) {
            throw new IllegalStateException("The limit " + name + " has no upper end.");
        }
        return most.intValueExact();
    }

    /** The least as a whole number, for a limit that has one. */
    public int leastWhole() {
        if (least == null) {
            throw new IllegalStateException("The limit " + name + " has no lower end.");
        }
        return least.intValueExact();
    }

    /** What is taken, such as 1 to 255 characters. */
    public Sentence words() {
        String ja = units.isEmpty() ? measure.unitJa() : units.get(0);
        if (least == null || most == null) {
            return least == null
                    ? Messages.sentence("limit.most", Limits.words(most), ja, measure.unitEn())
                    : Messages.sentence("limit.least", Limits.words(least), ja, measure.unitEn());
        }
        return Sentence.of(
                Limits.words(least) + "〜" + Limits.words(most) + ja,
                Limits.words(least) + " to " + Limits.words(most) + measure.unitEn());
    }
}
