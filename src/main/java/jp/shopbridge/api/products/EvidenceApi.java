package jp.shopbridge.api.products;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.Redaction;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.api.Download;
import jp.shopbridge.api.deadletters.DeadLetterItem;
import jp.shopbridge.deadletter.DeadLetterQuery;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.publishing.ledger.Evidence;
import jp.shopbridge.review.Webhooks;
import jp.shopbridge.staging.HistoryEntries;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ShopMappings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 証拠一式: everything that is known of one product, in one file for whoever has to judge what happened. */
@Component
public class EvidenceApi {

    private static final int MOST_HISTORY = 2000;
    private static final int MOST_LETTERS = 200;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final JsonMapper WRITER =
            Json.MAPPER.rebuild().addModule(new JavaTimeModule()).build();
    private static final String CONTENTS =
            """
            この商品について保存されているすべての記録です。秘密の値（トークン、シークレット、住所など）は %1$s に置き換えています。
            Everything that is kept about this product. Secret and personal values are replaced by %1$s.

            product.json      画面と同じ内容 / what the page shows
            snapshot.json     futureshopから受け取ったままの商品データ / the product as futureshop sent it
            listing.json      変換後の値、手で直した値、TikTok Shopに送った値と読み取った値 / mapped, edited, accepted and shown values
            explanation.json  それぞれの値の理由とマッピングのバージョン / why each value is what it is, and the mapping's version
            history.json      履歴（新しい順） / what happened, latest first
            attempts.json     送信台帳（新しい順） / the ledger of what was sent, latest first
            tiktok/           TikTok Shopとの通信（時刻順、リクエストID付き） / each request and its answer, in order, with request ids
            webhooks.json     TikTok Shopからの通知 / TikTok Shop's notices
            dead-letters.json 連携エラーの記録 / failures that were parked

            倉庫やカテゴリなどショップ全体の問い合わせは含みません。通信の記録は設定された期間（staging.keep-exchanges）だけ保存されます。
            Questions about the shop as a whole are not in here; exchanges are kept for staging.keep-exchanges.
            """;

    private final ListingQueries listings;
    private final HistoryEntries history;
    private final ShopMappings mappings;
    private final Evidence evidence;
    private final Webhooks webhooks;
    private final DeadLetters letters;
    private final BridgeSettings settings;
    private final Clock clock;

    EvidenceApi(
            ListingQueries listings,
            HistoryEntries history,
            ShopMappings mappings,
            Evidence evidence,
            Webhooks webhooks,
            DeadLetters letters,
            BridgeSettings settings,
            Clock clock) {
        this.listings = listings;
        this.history = history;
        this.mappings = mappings;
        this.evidence = evidence;
        this.webhooks = webhooks;
        this.letters = letters;
        this.settings = settings;
        this.clock = clock;
    }

    /** Everything about one product as a zip archive. */
    public Answer download(ApiRequest request) {
        ListingKey key = request.listing();
        Listing listing = listings.find(key).orElseThrow(() -> ProductsApi.unknown(key));
        Instant now = clock.instant();
        Map<String, String> files = new LinkedHashMap<>();
        files.put("contents.txt", CONTENTS.formatted(Redaction.MARK));
        files.put("product.json", document(WRITER.valueToTree(ProductDetail.of(listing))));
        files.put("snapshot.json", document(Json.parse(listing.snapshot())));
        files.put("listing.json", document(values(listing)));
        files.put("explanation.json", document(WRITER.valueToTree(ProductExplanation.of(listing, mappings, listings))));
        files.put("history.json", document(history(key)));
        files.put("attempts.json", document(evidence.ledger(key)));
        int number = 1;
        for (JsonNode said : evidence.exchanges(key)) {
            files.put(
                    "tiktok/%04d-%s-%s.json"
                            .formatted(
                                    number++,
                                    STAMP.format(Instant.parse(said.path("at").asText())),
                                    said.path("operation").asText()),
                    document(said));
        }
        files.put(
                "webhooks.json",
                document(webhooks.about(key.shop(), listing.status().remoteProductId())));
        files.put("dead-letters.json", document(letters(key)));
        String name =
                "evidence-" + key.productNo().replaceAll("[^A-Za-z0-9._-]", "_") + "-" + STAMP.format(now) + ".zip";
        return new Answer(
                200,
                Download.of("application/zip", zip(files, now)),
                Map.of("Content-Disposition", "attachment; filename=\"" + name + "\"", "Cache-Control", "no-store"));
    }

    private static ObjectNode values(Listing listing) {
        ObjectNode values = Json.MAPPER.createObjectNode();
        values.put("mappingVersion", listing.status().mappingVersion())
                .put("contentHash", listing.status().contentHash())
                .put("publishedHash", listing.status().publishedHash());
        values.set("mapped", listing.mapped().document());
        values.set("edits", WRITER.valueToTree(listing.edits()));
        values.set("effective", listing.effective().document());
        values.set(
                "acceptedByTiktok",
                listing.published() == null ? null : listing.published().document());
        values.set("shownByTiktok", listing.remote());
        return values;
    }

    private ArrayNode history(ListingKey key) {
        ArrayNode lines = Json.MAPPER.createArrayNode();
        history.of(key, MOST_HISTORY).forEach(entry -> {
            ObjectNode line = lines.addObject()
                    .put("at", entry.at().toString())
                    .put("kind", entry.kind())
                    .put("actor", entry.actor())
                    .put("ja", entry.text().ja())
                    .put("en", entry.text().en());
            String detail = entry.detail();
            if (detail != null) {
                line.set("detail", Json.parse(detail));
            }
        });
        return lines;
    }

    private JsonNode letters(ListingKey key) {
        return WRITER.valueToTree(letters
                .search(new DeadLetterQuery(
                        key.shop(), Set.of(), null, null, key.productNo(), List.of(), 0, MOST_LETTERS))
                .items()
                .stream()
                .map(DeadLetterItem::of)
                .toList());
    }

    /** Pretty, without fields that are secret by name and without any value that is secret in the configuration. */
    private String document(JsonNode json) {
        try {
            return Redaction.values(
                    WRITER.writerWithDefaultPrettyPrinter().writeValueAsString(Redaction.named(json)), secrets());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored document could not be written as JSON.", e);
        }
    }

    private List<@Nullable String> secrets() {
        List<@Nullable String> secrets = new ArrayList<>();
        secrets.add(settings.encryptionKey());
        settings.shops().forEach(shop -> {
            secrets.add(shop.tiktok().appSecret());
            secrets.add(shop.futureshop().clientSecret());
        });
        return secrets;
    }

    private static byte[] zip(Map<String, String> files, Instant now) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(now.atZone(ZoneOffset.UTC).toLocalDateTime());
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A zip in memory could not be written.", e);
        }
        return bytes.toByteArray();
    }
}
