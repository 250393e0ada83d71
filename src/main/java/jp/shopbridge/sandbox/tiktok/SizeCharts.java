package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.h2.mvstore.MVMap;

/** Size charts as tables (version 202608): those that are made as templates can be named by products. */
final class SizeCharts {

    private static final int MOST_HEADERS = 20;
    private static final int MOST_ROWS = 45;
    private static final int LONGEST_TEXT = 32;

    private final Catalogue catalogue;
    private final Books books;
    private final MVMap<String, String> templates;

    SizeCharts(Catalogue catalogue, Books books) {
        this.catalogue = catalogue;
        this.books = books;
        templates = templates(books);
    }

    /** The templates there are, by their ids. */
    static MVMap<String, String> templates(Books books) {
        return books.map("size-charts");
    }

    /** Create Size Chart. The answer is wrapped twice, as TikTok's sample is. */
    ObjectNode create(byte[] bytes) {
        ObjectNode body = Json.sent(bytes);
        Optional<Catalogue.Category> category = catalogue
                .category(Catalogue.V2, Json.text(body, "category_id"))
                .filter(each -> each.leaf() && each.sizeChart() != Catalogue.Need.NONE);
        if (category.isEmpty()) {
            throw RefusalCode.CATEGORY_UNKNOWN.refusal("'category_id' must be a leaf that takes size charts");
        }
        String mode = Json.text(body, "size_chart_mode");
        boolean reusable = mode.equals("REUSABLE_TEMPLATE");
        require(reusable || mode.equals("PRODUCT_SCOPED"), "'size_chart_mode' is REUSABLE_TEMPLATE or PRODUCT_SCOPED");
        require(!reusable || !Json.text(body, "template_name").isBlank(), "'template_name' is required");
        JsonNode data = body.path("size_chart_data");
        require(
                Json.text(data, "measurement_type")
                        .matches("GENERIC_MEASUREMENTS|BODY_MEASUREMENTS|PRODUCT_MEASUREMENTS"),
                "'measurement_type' is unknown");
        require(Json.text(data, "unit_system").matches("METRIC|IMPERIAL"), "'unit_system' is METRIC or IMPERIAL");
        checkTable(data.path("table"));
        String id = books.nextId();
        if (reusable) {
            templates.put(id, Json.write(body));
        }
        ObjectNode answer = Json.object();
        answer.putObject("data").put("size_chart_id", id);
        return answer;
    }

    private static void checkTable(JsonNode table) {
        int columns = table.path("headers").size();
        require(columns >= 1 && columns <= MOST_HEADERS, "1 to 20 'headers'");
        for (JsonNode header : table.path("headers")) {
            String name = Json.text(header, "name");
            require(!name.isEmpty() && TextRules.length(name) <= LONGEST_TEXT, "a header has 1 to 32 characters");
        }
        int rows = table.path("rows").size();
        require(rows >= 1 && rows <= MOST_ROWS, "1 to 45 'rows'");
        for (JsonNode row : table.path("rows")) {
            require(row.path("cells").size() == columns, "a row has one cell for each header");
            for (JsonNode cell : row.path("cells")) {
                require(
                        cell.path("value").isTextual() && TextRules.length(Json.text(cell, "value")) <= LONGEST_TEXT,
                        "a cell has at most 32 characters");
            }
        }
    }

    private static void require(boolean fits, String what) {
        if (!fits) {
            throw RefusalCode.BAD_REQUEST.refusal(what);
        }
    }
}
