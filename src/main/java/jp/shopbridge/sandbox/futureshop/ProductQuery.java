package jp.shopbridge.sandbox.futureshop;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import jp.shopbridge.sandbox.SandboxRequest;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of 商品検索 and 在庫検索, checked by the contract sheet's sections 4.1 and 5.1. Stricter than published where
 * a slip would go unseen: an unknown or repeated parameter is refused, and an update window needs both ends.
 */
final class ProductQuery {

    /** What a refused parameter is answered with: code, parameter and Japanese text. */
    record Problem(String code, String path, String message) {}

    /** Which of the two searches is asked. */
    enum Search {
        PRODUCTS(
                Set.of(
                        "option",
                        "variation",
                        "optionPrice",
                        "subscription",
                        "preorder",
                        "image",
                        "comment",
                        "plannedStock",
                        "stockNotification"),
                Set.of(
                        "productNo",
                        "mainGroupUrl",
                        "janCode",
                        "types",
                        "createDateStart",
                        "createDateEnd",
                        "updateDateStart",
                        "updateDateEnd",
                        "count",
                        "cursor")),
        INVENTORY(
                Set.of("regular", "preorder", "planned", "realstore"),
                Set.of("productNo", "janCode", "types", "createDateStart", "createDateEnd", "cursor"));

        final Set<String> types;
        final Set<String> parameters;

        Search(Set<String> types, Set<String> parameters) {
            this.types = types;
            this.parameters = parameters;
        }
    }

    static final int INVENTORY_PAGE = 100;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final int LONGEST_LIST = 100;
    private static final Duration LONGEST_UPDATE_WINDOW = Duration.ofDays(31);

    private final Map<String, List<String>> given;
    private final List<Problem> problems = new ArrayList<>();

    final Set<String> types;
    final List<String> productNos;
    final List<String> groupUrls;
    final List<String> janCodes;
    final @Nullable LocalDateTime createdFrom;
    final @Nullable LocalDateTime createdTo;
    final @Nullable LocalDateTime updatedFrom;
    final @Nullable LocalDateTime updatedTo;
    final int count;
    final long from;

    private ProductQuery(SandboxRequest request, Search search, Cursors cursors, boolean cursorsRefused) {
        given = request.query();
        given.forEach((name, values) -> {
            if (!search.parameters.contains(name)) {
                problem("InvalidValue", name, name + "は指定できません。");
            } else if (values.size() > 1) {
                problem("InvalidValue", name, name + "が複数指定されています。");
            }
        });
        types = types(search);
        productNos = list("productNo", 32);
        groupUrls = list("mainGroupUrl", 32);
        janCodes = list("janCode", 30);
        createdFrom = date("createDateStart");
        createdTo = date("createDateEnd");
        updatedFrom = date("updateDateStart");
        updatedTo = date("updateDateEnd");
        checkOrder(createdFrom, createdTo, "createDateEnd");
        checkUpdateWindow();
        count = search == Search.PRODUCTS ? count() : INVENTORY_PAGE;
        from = position(cursors, cursorsRefused);
    }

    static ProductQuery read(SandboxRequest request, Search search, Cursors cursors, boolean cursorsRefused) {
        return new ProductQuery(request, search, cursors, cursorsRefused);
    }

    List<Problem> problems() {
        return problems;
    }

    /** The filters in one canonical text; a cursor is good for exactly these. */
    String filters() {
        Map<String, List<String>> filters = new TreeMap<>(given);
        filters.remove("cursor");
        filters.remove("count");
        return filters.toString();
    }

    boolean accepts(ProductSource.Summary product) {
        return within(product.created(), createdFrom, createdTo)
                && within(product.updated(), updatedFrom, updatedTo)
                && (groupUrls.isEmpty() || groupUrls.contains(product.groupUrl()));
    }

    private static boolean within(
            @Nullable LocalDateTime date, @Nullable LocalDateTime from, @Nullable LocalDateTime to) {
        return (from == null || (date != null && !date.isBefore(from)))
                && (to == null || (date != null && !date.isAfter(to)));
    }

    private Set<String> types(Search search) {
        Set<String> wanted = new LinkedHashSet<>(items("types"));
        if (search == Search.INVENTORY && wanted.isEmpty()) {
            problem("InvalidValue", "types", "typesを指定してください。");
        }
        if (!search.types.containsAll(wanted)) {
            problem("InvalidValue", "types", "typesの値が不正です。");
        }
        return wanted;
    }

    private List<String> list(String name, int longestBytes) {
        List<String> values = items(name);
        if (values.size() > LONGEST_LIST) {
            problem("TooMany", name, name + "は100件以内で指定してください。");
        }
        if (values.stream()
                .anyMatch(value -> value.isEmpty() || value.getBytes(StandardCharsets.UTF_8).length > longestBytes)) {
            problem("InvalidValue", name, name + "の値が不正です。");
        }
        return values;
    }

    private List<String> items(String name) {
        String value = value(name);
        return value.isEmpty() ? List.of() : List.of(value.split(",", -1));
    }

    private String value(String name) {
        return given.getOrDefault(name, List.of("")).get(0);
    }

    private @Nullable LocalDateTime date(String name) {
        String value = value(name);
        if (value.isEmpty()) {
            return null;
        }
        try {
            return LocalDateTime.parse(value, DATE);
        } catch (DateTimeParseException wrong) {
            problem("InvalidDateFormat", name, name + "はyyyy-mm-ddThh:mm:ss形式で指定してください。");
            return null;
        }
    }

    private void checkOrder(@Nullable LocalDateTime start, @Nullable LocalDateTime end, String path) {
        if (start != null && end != null && end.isBefore(start)) {
            problem("InvalidValue", path, path + "は開始日時以降を指定してください。");
        }
    }

    private void checkUpdateWindow() {
        boolean startGiven = !value("updateDateStart").isEmpty();
        boolean endGiven = !value("updateDateEnd").isEmpty();
        if (startGiven != endGiven) {
            problem("Required", startGiven ? "updateDateEnd" : "updateDateStart", "更新日時は開始と終了を指定してください。");
        }
        checkOrder(updatedFrom, updatedTo, "updateDateEnd");
        if (updatedFrom != null
                && updatedTo != null
                && Duration.between(updatedFrom, updatedTo).compareTo(LONGEST_UPDATE_WINDOW) > 0) {
            problem("InvalidValue", "updateDateEnd", "更新日時の範囲は31日以内で指定してください。");
        }
    }

    private int count() {
        String value = value("count");
        if (value.isEmpty()) {
            return 50;
        }
        if (value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= 50 && number <= 250) {
                return number;
            }
        }
        problem("InvalidValue", "count", "countは50から250の間で指定してください。");
        return 50;
    }

    private long position(Cursors cursors, boolean refused) {
        String value = value("cursor");
        if (value.isEmpty()) {
            return 0;
        }
        OptionalLong index = refused ? OptionalLong.empty() : cursors.read(value, filters());
        if (index.isEmpty()) {
            problem("InvalidValue", "cursor", "cursorの値が不正です。");
        }
        return index.orElse(0);
    }

    private void problem(String code, String path, String message) {
        problems.add(new Problem(code, path, message));
    }
}
