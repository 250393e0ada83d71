package jp.shopbridge.staging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills a staging database with as many products as one likes, by the database itself, a hundred thousand in seconds: copies of a
 * product that is there, each with a number, a title, a price, a state of sale and a moment of its own.
 */
public final class Catalogue {

    private static final int PART = 20_000;
    private static final Path GRAMS = Path.of("src/main/resources/db/migration/V50__search_grams.sql");

    private static final List<List<String>> WORDS = List.of(
            List.of("有機", "国産", "手作リ", "限定", "定番", "新作", "北欧", "京都", "今治", "波佐見", "南部"),
            List.of("コットン", "リネン", "ウール", "陶器", "ガラス", "木製", "ステンレス", "レザー", "シルク", "抹茶", "珪藻土", "真鍮", "竹"),
            List.of("ワンピース", "マグカップ", "タオル", "トートバッグ", "靴下", "急須", "財布", "ネックレス", "皿", "エプロン", "クッション"),
            List.of("赤", "青", "白", "黒", "緑", "生成リ", "紺"),
            List.of("大", "中", "小", "特大", "二枚組"));

    private final JdbcTemplate jdbc;
    private final boolean postgres;
    private final TransactionTemplate transaction;

    /** Of this database. */
    public Catalogue(JdbcTemplate jdbc, boolean postgres) {
        this.jdbc = jdbc;
        this.postgres = postgres;
        this.transaction =
                new TransactionTemplate(new JdbcTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
    }

    /**
     * Makes products of these places, numbered from {@code QUEUE-000000}; all are selected and wait.
     *
     * @param sample the product they are copies of
     * @param documents how many of them, from the first, get the documents and SKUs of their sample
     */
    public void fill(String sample, int from, int to, int documents) {
        for (int begin = from; begin < to; begin += PART) {
            int first = begin;
            int end = Math.min(to, begin + PART);
            // In one, so that no running application works on what is not whole.
            transaction.executeWithoutResult(status -> {
                copy("listing", sample, first, end);
                copy("listing_document", sample, first, Math.min(end, documents));
                copy("sku", sample, first, Math.min(end, documents));
                jdbc.update(grams(first, end));
            });
        }
        jdbc.execute(postgres ? "analyze" : "analyze sample_size 10000");
    }

    private void copy(String table, String sample, int begin, int end) {
        if (begin >= end) {
            return;
        }
        List<String> columns = jdbc.queryForList(
                "select lower(column_name) from information_schema.columns where lower(table_name) = ? order by 1",
                String.class,
                table);
        String values = columns.stream().map(this::value).collect(Collectors.joining(", "));
        jdbc.update(
                "insert into " + table + " (" + String.join(", ", columns) + ") select " + values + " from " + table
                        + " s, " + places(begin, end) + " where s.product_no = ?",
                sample);
    }

    private String places(int begin, int end) {
        return postgres
                ? "generate_series(" + begin + ", " + (end - 1) + ") as places(n)"
                : "(select x as n from system_range(" + begin + ", " + (end - 1) + ")) places";
    }

    private String value(String column) {
        return switch (column) {
            case "product_no" -> number("n");
            case "title" -> title();
            case "search_text" -> "lower(" + number("n") + ") || ' ' || " + title();
            case "price_min", "price_max" -> "500 + mod(n * 7919, 30000)";
            case "stock_total" -> "mod(n * 31, 200)";
            case "selected" -> "true";
            case "changed_at", "rank_at", "due_at" ->
                "current_timestamp - mod(cast(n as bigint) * 7919, 1000000) * interval '1' second";
            default -> "s." + column;
        };
    }

    private static String title() {
        StringBuilder title = new StringBuilder();
        int each = 1;
        for (List<String> words : WORDS) {
            title.append(title.isEmpty() ? "" : " || ' ' || ")
                    .append("(array[")
                    .append(words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", ")))
                    .append("])[mod(n / ")
                    .append(each)
                    .append(", ")
                    .append(words.size())
                    .append(") + 1]");
            each *= words.size() - 1;
        }
        return title.toString();
    }

    private static String number(String place) {
        return "'QUEUE-' || lpad(cast(" + place + " as varchar), 6, '0')";
    }

    private static String grams(int begin, int end) {
        try {
            String all = Files.readString(GRAMS);
            return all.substring(all.indexOf("insert into"), all.lastIndexOf(';'))
                    .replace(
                            "from listing l",
                            String.format(
                                    Locale.ROOT,
                                    "from (select shop, product_no, search_text from listing"
                                            + " where product_no >= 'QUEUE-%06d' and product_no <= 'QUEUE-%06d') l",
                                    begin,
                                    end - 1));
        } catch (IOException e) {
            throw new IllegalStateException("The migration is not there.", e);
        }
    }
}
