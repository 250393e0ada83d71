package jp.shopbridge.publishing.foresee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.publishing.knowledge.FactStore;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingQuery;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.staging.StateCount;
import jp.shopbridge.tiktok.TiktokAnswers;
import jp.shopbridge.tiktok.TiktokOperation;
import jp.shopbridge.tiktok.contract.Breach;
import jp.shopbridge.tiktok.contract.ContractExceptions;
import jp.shopbridge.tiktok.contract.TiktokContract;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tries the whole catalogue against TikTok's contract without TikTok: how many listings would pass, and what to mend for the
 * others, grouped by cause. Sends nothing and changes no listing; needs no authorization.
 */
@Component
public class Rehearsals {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsals.class);
    private static final String FACT = "rehearsal";
    private static final int PAGE = 200;
    /** A rehearsal that has not been heard of for so long died with its instance. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private final ListingQueries listings;
    private final Previews previews;
    private final FactStore facts;
    private final TiktokAnswers answers;
    private final TiktokContract contract = new TiktokContract();
    private final ContractExceptions exceptions = new ContractExceptions();
    private final Clock clock;

    Rehearsals(ListingQueries listings, Previews previews, FactStore facts, TiktokAnswers answers, Clock clock) {
        this.listings = listings;
        this.previews = previews;
        this.facts = facts;
        this.answers = answers;
        this.clock = clock;
    }

    /** Begins one; null when the shop's is under way already. */
    public @Nullable Rehearsal begin(String shop, String requestedBy) {
        Instant now = clock.instant();
        JsonNode latest = latest(shop).orElse(null);
        if (latest != null
                && latest.path("status").asText().equals("running")
                && Instant.parse(latest.path("progressedAt").asText()).isAfter(now.minus(SILENCE))) {
            return null;
        }
        long products =
                listings.counts(shop).stream().mapToLong(StateCount::all).sum();
        Rehearsal rehearsal = new Rehearsal(shop, requestedBy, now, products);
        rehearsal.note(Messages.sentence("publishing.foresee.pictures-judged-as-far-as"));
        facts.save(shop, FACT, rehearsal.document("running", now));
        return rehearsal;
    }

    /** Looks at the next listings. */
    public void examine(Rehearsal rehearsal) {
        List<ListingStatus> page = listings.search(new ListingQuery(
                        rehearsal.shop, null, null, null, List.of(), rehearsal.page, PAGE, "product-no"))
                .items();
        for (ListingStatus status : page) {
            previews.of(status.key())
                    .ifPresent(preview ->
                            rehearsal.count(status.key().productNo(), status.selected(), findings(rehearsal, preview)));
        }
        rehearsal.page++;
        rehearsal.over = page.size() < PAGE;
        facts.save(rehearsal.shop, FACT, rehearsal.document("running", clock.instant()));
    }

    private List<Rehearsal.Finding> findings(Rehearsal rehearsal, Preview preview) {
        List<Rehearsal.Finding> findings = new ArrayList<>();
        if (preview.obstacle() != null) {
            rehearsal.note(preview.obstacle());
        }
        Set<String> fields = new HashSet<>();
        for (Lack lack : ours(preview.lacks())) {
            if (fields.add(lack.field())) {
                findings.add(Rehearsal.Finding.of(lack.code(), lack.field(), lack.sentence(), "preflight"));
            }
        }
        if (findings.isEmpty()) {
            for (Preview.Call call : preview.calls()) {
                contractOf(call).ifPresent(operation -> findings.addAll(against(operation, call.body())));
            }
        }
        return findings;
    }

    /** The contract's name of the calls that carry a listing. */
    private Optional<String> contractOf(Preview.Call call) {
        boolean carries = call.operation().equals(TiktokOperation.CREATE.id())
                || call.operation().equals(TiktokOperation.EDIT.id())
                || call.operation().equals(TiktokOperation.PARTIAL_EDIT.id());
        return carries ? contract.operation(call.method(), call.path()) : Optional.empty();
    }

    private List<Rehearsal.Finding> against(String operation, String body) {
        JsonNode sent = Json.parse(body);
        for (JsonNode sku : sent.path("skus")) {
            for (JsonNode stock : sku.path("inventory")) {
                // The warehouse is the shop's, and not known before the authorization.
                if (!stock.has("warehouse_id") && stock instanceof ObjectNode entry) {
                    entry.put("warehouse_id", "0");
                }
            }
        }
        return contract.ofBody(operation, sent).stream()
                .filter(breach -> !exceptions.allow(breach))
                .map(breach -> found(operation, breach))
                .toList();
    }

    private Rehearsal.Finding found(String operation, Breach breach) {
        OptionalInt known = contract.codeOf(operation, breach.rule());
        if (known.isPresent()) {
            int code = known.getAsInt();
            return Rehearsal.Finding.of(
                    "TIKTOK_" + code, breach.path(), answers.sentenceOf(code, breach.text()), "contract");
        }
        String place = breach.path().replaceAll("\\[\\d+]", "[]");
        return Rehearsal.Finding.of(
                "CONTRACT_" + breach.rule().toUpperCase(Locale.ROOT).replace('-', '_'),
                breach.path(),
                Messages.sentence("publishing.foresee.against-contract", place, breach.rule(), breach.shown()),
                "contract");
    }

    /** What is about the listing's own fields; behind it the body's mapping says the same again in TikTok's words. */
    private static List<Lack> ours(List<Lack> lacks) {
        int end = lacks.size();
        while (end > 0 && !lacks.get(end - 1).code().startsWith("PREFLIGHT_")) {
            end--;
        }
        return end == 0 ? lacks : lacks.subList(0, end);
    }

    /** Ends it and keeps what came out. */
    public void finish(Rehearsal rehearsal) {
        facts.save(rehearsal.shop, FACT, rehearsal.document("done", clock.instant()));
        LOG.info(
                "Shop {}: of {} products rehearsed, {} would pass TikTok's rules.",
                rehearsal.shop,
                rehearsal.examined,
                rehearsal.passing);
    }

    /** Ends one that stumbled; it can be begun again. */
    public void onFailure(Rehearsal rehearsal, Throwable thrown) {
        LOG.error("The rehearsal of shop {} ended early.", rehearsal.shop, thrown);
        facts.save(rehearsal.shop, FACT, rehearsal.document("failed", clock.instant()));
    }

    /** The shop's newest rehearsal as it stands, if there ever was one. */
    public Optional<JsonNode> latest(String shop) {
        return facts.find(shop, FACT).map(FactStore.Fact::content);
    }
}
