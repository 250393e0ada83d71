package jp.shopbridge.api.sheet;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.api.Download;
import jp.shopbridge.api.ProductChoice;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.staging.ListingQuery;
import org.springframework.stereotype.Component;

/** Corrections by spreadsheet: the listings out as CSV, and back in. */
@Component
public class SheetApi {

    private static final Set<String> TYPES = Set.of("text/csv", "application/csv", "application/vnd.ms-excel");
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", Locale.ROOT).withZone(ZoneId.of("Asia/Tokyo"));

    private final SheetWriter writer;
    private final SheetImport importer;
    private final Clock clock;

    SheetApi(SheetWriter writer, SheetImport importer, Clock clock) {
        this.writer = writer;
        this.importer = importer;
        this.clock = clock;
    }

    /** All products that match, with every editable field. */
    public Answer export(ApiRequest request) {
        String language = request.oneOf("lang", Set.of("ja", "en"));
        boolean japanese = language == null ? request.prefersJapanese() : language.equals("ja");
        String name = "products-" + FILE_TIME.format(clock.instant()) + ".csv";
        ListingQuery chosen = ProductChoice.of(request);
        return new Answer(
                200,
                Download.made("text/csv; charset=utf-8", target -> writer.write(chosen, japanese, target)),
                Map.of("Content-Disposition", "attachment; filename=\"" + name + "\"", "Cache-Control", "no-store"));
    }

    /** Takes corrections, or with {@code ?dry-run=true} foretells. */
    public Answer take(ApiRequest request) {
        String shop = request.shop();
        boolean dryRun = Boolean.TRUE.equals(request.flag("dry-run"));
        boolean skipErrors = Boolean.TRUE.equals(request.flag("skip-errors"));
        String type = request.header("Content-Type");
        if (type == null || !TYPES.contains(type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))) {
            throw ApiProblem.at(
                    415,
                    "API_MEDIA_TYPE",
                    "Content-Type",
                    Messages.sentence("API_MEDIA_TYPE.content-type-must-text-csv"));
        }
        SheetResult result = importer.take(shop, request.bytes(), dryRun, skipErrors, request.actor());
        if (!dryRun && !result.applied()) {
            throw ApiProblem.of(422, "API_SHEET_WRONG", Messages.sentence("API_SHEET_WRONG", result.wrongLines()));
        }
        return Answer.ok(result);
    }
}
