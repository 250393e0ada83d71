package jp.shopbridge.limit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where values stand in a listing, such as {@code skus[].options/[].axis}: names between dots, {@code []} for every entry of a
 * list. What stands before the slash, or all of it, is the path that is told; a value is only there where what it belongs to is.
 */
public final class Place {

    /**
     * One value at a place.
     *
     * @param path what is told of where it is, such as {@code skus[2].options}
     * @param value the value, missing when there is none
     * @param owners what it belongs to, the nearest first and the listing last
     */
    public record Spot(String path, JsonNode value, List<JsonNode> owners) {}

    /** One step: a name, empty for the entries of a list, and whether it is still told. */
    private record Step(String name, boolean told) {}

    private final String written;
    private final List<Step> steps = new ArrayList<>();

    /** Reads the place as it is written. */
    Place(String written) {
        this.written = written;
        boolean told = true;
        for (String half : written.split("/", 2)) {
            for (String part : half.replace("[]", ".[]").split("\\.")) {
                if (!part.isEmpty()) {
                    steps.add(new Step(part.equals("[]") ? "" : part, told));
                }
            }
            told = false;
        }
    }

    /** The places that are written, one or a list of them. */
    public static List<Place> all(JsonNode written) {
        List<Place> places = new ArrayList<>();
        if (written.isTextual()) {
            places.add(new Place(written.asText()));
        }
        written.forEach(each -> places.add(new Place(each.asText())));
        return List.copyOf(places);
    }

    /** The editable field it is in: the first name, or within the SKUs the second. */
    String field() {
        return ofSku() ? steps.get(2).name() : steps.get(0).name();
    }

    /** Whether it is in each SKU. */
    boolean ofSku() {
        return steps.size() > 2 && steps.get(0).name().equals("skus");
    }

    /** Every value there. */
    public List<Spot> in(JsonNode listing) {
        List<Spot> spots = List.of(new Spot("", listing, List.of()));
        for (Step step : steps) {
            List<Spot> next = new ArrayList<>();
            for (Spot spot : spots) {
                List<JsonNode> owners = new ArrayList<>();
                owners.add(spot.value());
                owners.addAll(spot.owners());
                if (!step.name().isEmpty()) {
                    if (spot.value().isObject()) {
                        String dot = spot.path().isEmpty() ? "" : ".";
                        next.add(new Spot(
                                step.told() ? spot.path() + dot + step.name() : spot.path(),
                                spot.value().path(step.name()),
                                owners));
                    }
                    continue;
                }
                for (int i = 0; i < spot.value().size() && spot.value().isArray(); i++) {
                    next.add(new Spot(
                            step.told() ? spot.path() + "[" + i + "]" : spot.path(),
                            spot.value().get(i),
                            owners));
                }
            }
            spots = next;
        }
        return spots;
    }

    @Override
    public String toString() {
        return written;
    }
}
