package jp.shopbridge.api;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.staging.ListingFocus;
import jp.shopbridge.staging.ListingQuery;
import jp.shopbridge.staging.ListingState;
import org.jspecify.annotations.Nullable;

/** Which products a request about many is for: numbers one by one, or the list's own conditions. */
public final class ProductChoice {

    /** The most numbers one request may name; more are reached by a filter. */
    public static final int MOST_NUMBERS = 1000;

    /** The most characters one may look for. */
    static final int LONGEST_SEARCH = 200;

    /** The most characters of a cause. */
    public static final int LONGEST_CAUSE = 200;

    private ProductChoice() {}

    /** By the body's {@code productNos} or {@code filter}, exactly one of them. */
    public static ListingQuery of(
            @Nullable List<String> productNos, SelectionRequest.@Nullable Filter filter, String shop) {
        List<String> numbers = Objects.requireNonNullElse(productNos, List.of());
        if (numbers.isEmpty() == (filter == null)) {
            throw ApiProblem.at(422, "API_SELECTION_UNCLEAR", "productNos", Messages.sentence("API_SELECTION_UNCLEAR"));
        }
        return filter == null
                ? query(shop, null, null, null, null, null, numbers)
                : query(
                        shop,
                        filter.q(),
                        state(filter.state(), 422),
                        focus(filter.only(), 422),
                        filter.cause(),
                        filter.selected(),
                        List.of());
    }

    /** By the address's {@code q}, {@code state}, {@code only} and {@code selected}. */
    public static ListingQuery of(ApiRequest request) {
        return query(
                request.shop(),
                request.query("q", LONGEST_SEARCH),
                state(request.query("state"), 400),
                focus(request.query("only"), 400),
                request.query("cause", LONGEST_CAUSE),
                request.flag("selected"),
                List.of());
    }

    private static ListingQuery query(
            String shop,
            @Nullable String q,
            @Nullable ListingState state,
            @Nullable ListingFocus only,
            @Nullable String cause,
            @Nullable Boolean selected,
            List<String> numbers) {
        return new ListingQuery(shop, q, state, only, cause, selected, numbers, 0, 1, "product-no");
    }

    /** A state by its id; another word is answered with this status. */
    public static @Nullable ListingState state(@Nullable String id, int status) {
        if (id == null) {
            return null;
        }
        Optional<ListingState> state = ListingState.ofId(id);
        String all = String.join(
                ", ", Arrays.stream(ListingState.values()).map(ListingState::id).toList());
        return state.orElseThrow(
                () -> ApiProblem.at(status, "API_STATE_UNKNOWN", "state", Messages.sentence("API_STATE_UNKNOWN", all)));
    }

    /** What a list is narrowed to, by its id; another word is answered with this status. */
    public static @Nullable ListingFocus focus(@Nullable String id, int status) {
        if (id == null) {
            return null;
        }
        String all = String.join(", ", ListingFocus.ids());
        return ListingFocus.ofId(id)
                .orElseThrow(() -> ApiProblem.at(
                        status, "API_FOCUS_UNKNOWN", "only", Messages.sentence("API_FOCUS_UNKNOWN", all)));
    }
}
