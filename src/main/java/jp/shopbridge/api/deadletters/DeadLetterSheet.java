package jp.shopbridge.api.deadletters;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.api.Download;
import jp.shopbridge.api.sheet.Cells;
import jp.shopbridge.deadletter.DeadLetter;
import jp.shopbridge.deadletter.DeadLetterPage;
import jp.shopbridge.deadletter.DeadLetterQuery;
import jp.shopbridge.deadletter.DeadLetterStatus;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.knowledge.Categories;
import jp.shopbridge.staging.EditableField;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingQueries;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 取り込み・送信エラー as a sheet: each with its product's name and category, why it failed and what to do. */
@Component
public class DeadLetterSheet {

    private static final int PART = 200;
    private static final List<String> COLUMNS = List.of(
            "api.deadletters.column-product-no",
            "api.deadletters.column-title",
            "api.deadletters.column-category",
            "api.deadletters.column-stage",
            "api.deadletters.column-field",
            "api.deadletters.column-code",
            "api.deadletters.column-reason",
            "api.deadletters.column-attempts",
            "api.deadletters.column-first",
            "api.deadletters.column-last",
            "api.deadletters.column-status",
            "api.deadletters.column-closed");
    private static final Map<String, String> STAGES = Map.of(
            "intake", "api.deadletters.stage-intake",
            "publishing", "api.deadletters.stage-publishing",
            "review", "api.deadletters.stage-review");
    private static final Map<DeadLetterStatus, String> STATUSES = Map.of(
            DeadLetterStatus.PARKED, "api.deadletters.status-parked",
            DeadLetterStatus.REPLAYING, "api.deadletters.status-replaying",
            DeadLetterStatus.RESOLVED, "api.deadletters.status-resolved",
            DeadLetterStatus.DISCARDED, "api.deadletters.status-discarded");
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\r\n").get();
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", Locale.ROOT).withZone(JAPAN);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(JAPAN);

    private final DeadLetters letters;
    private final ListingQueries listings;
    private final Categories categories;
    private final Clock clock;

    DeadLetterSheet(DeadLetters letters, ListingQueries listings, Categories categories, Clock clock) {
        this.letters = letters;
        this.listings = listings;
        this.categories = categories;
        this.clock = clock;
    }

    /** All failures that match. */
    public Answer export(ApiRequest request) {
        String language = request.oneOf("lang", Set.of("ja", "en"));
        boolean japanese = language == null ? request.prefersJapanese() : language.equals("ja");
        DeadLetterQuery query = DeadLettersApi.query(request, 0, PART);
        String name = "errors-" + FILE_TIME.format(clock.instant()) + ".csv";
        return new Answer(
                200,
                Download.made("text/csv; charset=utf-8", target -> write(query, japanese, target)),
                Map.of("Content-Disposition", "attachment; filename=\"" + name + "\"", "Cache-Control", "no-store"));
    }

    private void write(DeadLetterQuery query, boolean japanese, OutputStream target) throws IOException {
        StringBuilder head = new StringBuilder("\uFEFF");
        FORMAT.printRecord(
                head, COLUMNS.stream().map(column -> word(column, japanese)).toArray());
        target.write(head.toString().getBytes(StandardCharsets.UTF_8));
        for (int page = 0; ; page++) {
            DeadLetterPage found = letters.search(query.page(page, PART));
            target.write(lines(query.shop(), found.items(), japanese));
            if (found.items().size() < PART) {
                return;
            }
        }
    }

    private byte[] lines(String shop, List<DeadLetter> part, boolean japanese) throws IOException {
        Set<String> numbers = part.stream().map(DeadLetter::productNo).collect(Collectors.toCollection(TreeSet::new));
        Map<String, Listing> products = listings.findAll(shop, numbers);
        StringBuilder text = new StringBuilder();
        for (DeadLetter letter : part) {
            Listing product = products.get(letter.productNo());
            List<String> cells = new ArrayList<>();
            cells.add(Cells.guarded(letter.productNo()));
            cells.add(Cells.guarded(product == null ? "" : product.status().title()));
            cells.add(Cells.guarded(
                    product == null ? "" : category(shop, product.effective().categoryId())));
            cells.add(word(Objects.requireNonNull(STAGES.get(letter.stage())), japanese));
            cells.add(Cells.guarded(field(letter.field(), japanese)));
            cells.add(letter.code());
            cells.add(Cells.guarded(said(letter.message(), japanese)));
            cells.add(Integer.toString(letter.attempts()));
            cells.add(time(letter.firstAt()));
            cells.add(time(letter.lastAt()));
            cells.add(word(Objects.requireNonNull(STATUSES.get(letter.status())), japanese));
            cells.add(Cells.guarded(closed(letter)));
            FORMAT.printRecord(text, cells.toArray());
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String category(String shop, String id) {
        return id.isEmpty()
                ? ""
                : categories
                        .find(shop, id)
                        .map(category -> String.join(" > ", category.path()))
                        .orElse(id);
    }

    private static String field(@Nullable String field, boolean japanese) {
        if (field == null) {
            return "";
        }
        Optional<EditableField> known = EditableField.named(field, false).or(() -> EditableField.named(field, true));
        return known.map(each -> said(each.label(), japanese)).orElse(field);
    }

    private static String closed(DeadLetter letter) {
        if (letter.closedBy() == null) {
            return "";
        }
        return letter.closedReason() == null ? letter.closedBy() : letter.closedBy() + ": " + letter.closedReason();
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private static String word(String key, boolean japanese) {
        return said(Messages.sentence(key), japanese);
    }

    private static String said(Sentence sentence, boolean japanese) {
        return japanese ? sentence.ja() : sentence.en();
    }
}
