package jp.shopbridge.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.support.Database;
import jp.shopbridge.support.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What staging promises, on whichever database a subclass names. */
abstract class ListingsContract {

    private static final String SHOP = "sample";
    private static final ListingKey TEA = new ListingKey(SHOP, "TEA-50");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T00:00:00Z"));
    private Database database = database();
    private StagedListings staged = staged();

    abstract Database database();

    @BeforeEach
    void open() {
        database = database();
        staged = staged();
    }

    @Test
    void staysIncompleteUntilItsStockWasReadOnce() {
        stage(tea("有機ほうじ茶", 1980));

        assertThat(status().state()).isEqualTo(ListingState.INCOMPLETE);
        assertThat(status().stateCode()).isEqualTo("LISTING_STOCK_UNREAD");
        assertThat(staged.arrivals().awaitingStock(SHOP, 100)).containsExactly("TEA-50");

        stock(25);

        assertThat(status().state()).isEqualTo(ListingState.WAITING);
        assertThat(status().stockTotal()).isEqualTo(25);
        assertThat(staged.arrivals().awaitingStock(SHOP, 100)).isEmpty();
    }

    @Test
    void keepsTheFirstStockForGood() {
        stageTeaWithStock();

        stock(3);

        assertThat(status().stockTotal()).isEqualTo(25);
    }

    @Test
    void saysThatASoldOutProductNeedsStockAndTakesItWhenTypedIn() {
        stage(tea("有機ほうじ茶", 1980));
        stock(0);
        assertThat(status().stateCode()).isEqualTo("LISTING_SOLD_OUT");

        edit("{\"skus\":{\"TEA-50\":{\"stock\":7}}}");

        assertThat(status().state()).isEqualTo(ListingState.WAITING);
        assertThat(status().stockTotal()).isEqualTo(7);
    }

    @Test
    void keepsAPersonsEditWhenTheProductIsImportedAgainAndSaysThatTheSourceChanged() {
        stageTeaWithStock();
        edit("{\"title\":\"ほうじ茶 50包\"}");

        stage(tea("有機ほうじ茶 新パッケージ", 1980));

        assertThat(effective().title()).isEqualTo("ほうじ茶 50包");
        assertThat(status().sourceChanged()).isTrue();
        assertThat(staged.listings()
                        .find(TEA)
                        .orElseThrow()
                        .edits()
                        .get(0)
                        .replaced()
                        .asText())
                .isEqualTo("有機ほうじ茶");
    }

    @Test
    void returnsToTheMappedValueWhenAnEditIsReverted() {
        stageTeaWithStock();
        edit("{\"title\":\"ほうじ茶 50包\"}");

        edit("{\"title\":null}");

        assertThat(effective().title()).isEqualTo("有機ほうじ茶");
        assertThat(staged.listings().find(TEA).orElseThrow().edits()).isEmpty();
    }

    @Test
    void refusesAnEditOfAnUnknownFieldAWrongTypeOrAnUnknownSkuAndChangesNothing() {
        stageTeaWithStock();
        long version = status().version();

        assertThat(edit("{\"title\":\"新\",\"colour\":\"red\"}")).isInstanceOf(EditOutcome.Invalid.class);
        assertThat(edit("{\"title\":5}")).isInstanceOf(EditOutcome.Invalid.class);
        assertThat(edit("{\"skus\":{\"TEA-50\":{\"price\":\"cheap\"}}}")).isInstanceOf(EditOutcome.Invalid.class);
        assertThat(edit("{\"skus\":{\"TEA-99\":{\"price\":100}}}")).isInstanceOf(EditOutcome.Invalid.class);

        assertThat(status().version()).isEqualTo(version);
        assertThat(effective().title()).isEqualTo("有機ほうじ茶");
    }

    @Test
    void showsAConflictInsteadOfOverwritingSomebodyElsesEdit() {
        stageTeaWithStock();
        long seen = status().version();
        edit("{\"title\":\"先の変更\"}");

        EditOutcome outcome = staged.edits().edit(TEA, seen, object("{\"title\":\"後の変更\"}"), "merchant");

        assertThat(outcome).isInstanceOf(EditOutcome.Conflict.class);
        assertThat(effective().title()).isEqualTo("先の変更");
    }

    @Test
    void claimsOnlySelectedWaitingDueListingsOfShopsThatAreNotPaused() {
        stageTeaWithStock();
        assertThat(claim()).isEmpty();

        select();
        Pauses pauses = new Pauses(database.jdbc(), database.transactions(), clock);
        pauses.pause(SHOP, "publishing", "X", Sentence.of("停止中", "paused"), "operator", null);
        assertThat(claim()).isEmpty();

        pauses.resume(SHOP, "publishing");
        assertThat(claim()).containsExactly(TEA);
        assertThat(claim()).as("a second claim while the first one holds").isEmpty();

        clock.advance(Duration.ofMinutes(11));
        assertThat(claim()).as("after the lease ran out").containsExactly(TEA);
    }

    @Test
    void claimsEachListingOnceAmongManyClaimers() throws Exception {
        List<SourceProduct> many = IntStream.range(0, 200)
                .mapToObj(n -> product("P-" + String.format("%03d", n), "商品" + n, 1000, List.of()))
                .toList();
        staged.arrivals().stage(SHOP, many);
        staged.arrivals()
                .recordStock(
                        SHOP,
                        many.stream().map(SourceProduct::productNo).toList(),
                        many.stream()
                                .collect(java.util.stream.Collectors.toMap(
                                        SourceProduct::productNo, p -> Map.of(p.productNo(), 1))));
        staged.edits().selectAll(query(null), true, "merchant");
        Set<ListingKey> claimed = ConcurrentHashMap.newKeySet();
        ExecutorService workers = Executors.newFixedThreadPool(4);

        List<Future<Integer>> futures = new ArrayList<>();
        for (int worker = 0; worker < 4; worker++) {
            String owner = "worker-" + worker;
            futures.add(workers.submit(() -> {
                int total = 0;
                for (int round = 0; round < 40; round++) {
                    List<ListingKey> keys = staged.claims().claimDue(7, owner, Duration.ofMinutes(10));
                    keys.forEach(key ->
                            assertThat(claimed.add(key)).as(key.toString()).isTrue());
                    total += keys.size();
                }
                return total;
            }));
        }

        int total = 0;
        for (Future<Integer> future : futures) {
            total += future.get();
        }
        workers.shutdown();
        assertThat(total).isEqualTo(200);
    }

    @Test
    void followsAPublicationThroughItsReviewAndBackWhenTheContentChanges() {
        stageTeaWithStock();
        select();
        String sent = status().contentHash();

        staged.reports()
                .apply(
                        TEA,
                        ListingChange.by("publishing", "published")
                                .event(ListingEvent.ACCEPTED)
                                .published(sent, effective(), false)
                                .remoteIds("1729", Map.of("TEA-50", "17291")));
        assertThat(status().state()).isEqualTo(ListingState.IN_REVIEW);

        staged.reports()
                .apply(
                        TEA,
                        ListingChange.by("review", "audit")
                                .event(ListingEvent.AUDIT_PASSED)
                                .remoteState("ACTIVATE", "APPROVED", null));
        assertThat(status().state()).isEqualTo(ListingState.LIVE);
        assertThat(staged.listings().byRemoteProductId(SHOP, "1729")).contains(TEA);

        edit("{\"title\":\"新しい名前\"}");
        assertThat(status().state()).isEqualTo(ListingState.WAITING);
        assertThat(status().remoteStatus()).isEqualTo("ACTIVATE");

        edit("{\"title\":null}");
        assertThat(status().state())
                .as("the edit was taken back before it was sent")
                .isEqualTo(ListingState.LIVE);
    }

    @Test
    void waitsAgainAfterAReviewDuringWhichItWasEdited() {
        stageTeaWithStock();
        select();
        staged.reports()
                .apply(
                        TEA,
                        ListingChange.by("publishing", "published")
                                .event(ListingEvent.ACCEPTED)
                                .published(status().contentHash(), effective(), false)
                                .remoteIds("1729", Map.of()));
        edit("{\"title\":\"審査中の変更\"}");
        assertThat(status().state()).isEqualTo(ListingState.IN_REVIEW);

        staged.reports().apply(TEA, ListingChange.by("review", "audit").event(ListingEvent.AUDIT_PASSED));

        assertThat(status().state()).isEqualTo(ListingState.WAITING);
    }

    @Test
    void keepsARejectionUntilTheListingIsEdited() {
        stageTeaWithStock();
        select();
        staged.reports()
                .apply(
                        TEA,
                        ListingChange.by("publishing", "published")
                                .event(ListingEvent.ACCEPTED)
                                .published(status().contentHash(), effective(), false)
                                .remoteIds("1729", Map.of()));
        staged.reports()
                .apply(
                        TEA,
                        ListingChange.by("review", "audit")
                                .event(ListingEvent.AUDIT_FAILED)
                                .reason("REVIEW_REJECTED", Sentence.of("画像が規定に違反しています。", "The image breaks a rule.")));

        assertThat(status().state()).isEqualTo(ListingState.REJECTED);
        assertThat(claim()).isEmpty();

        edit("{\"title\":\"直した名前\"}");
        assertThat(status().state()).isEqualTo(ListingState.WAITING);
    }

    @Test
    void refusesWhatTheStateTableLacks() {
        stageTeaWithStock();

        assertThatThrownBy(() -> staged.reports()
                        .apply(TEA, ListingChange.by("review", "audit").event(ListingEvent.PROVEN_DONE)))
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining("waiting");
        assertThat(status().state()).isEqualTo(ListingState.WAITING);
    }

    @Test
    void writesNothingWhenTheTransactionAroundAPageFails() {
        assertThatThrownBy(() -> database.transactions().executeWithoutResult(status -> {
                    staged.arrivals().stage(SHOP, List.of(tea("有機ほうじ茶", 1980)));
                    throw new IllegalStateException("after the last row");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(staged.listings().status(TEA)).isEmpty();
    }

    @Test
    void findsByPartOfANameOrNumberWithoutMindingCaseAndTreatsPercentAsText() {
        stage(tea("有機ほうじ茶 100%", 1980));
        staged.arrivals().stage(SHOP, List.of(product("MUG-1", "マグカップ", 1200, List.of())));

        assertThat(numbers("ほうじ")).containsExactly("TEA-50");
        assertThat(numbers("mug")).containsExactly("MUG-1");
        assertThat(numbers("100%")).containsExactly("TEA-50");
        assertThat(numbers("%")).containsExactly("TEA-50");
        assertThat(numbers("_")).isEmpty();
    }

    @Test
    void marksAListingMissingWithoutTouchingItsStateAndTakesTheMarkBack() {
        stageTeaWithStock();
        select();

        staged.arrivals().suspectMissing(SHOP, List.of("TEA-50"));
        assertThat(staged.arrivals().suspected(SHOP, 10)).containsExactly("TEA-50");
        staged.arrivals().confirmMissing(SHOP, "TEA-50");
        assertThat(status().missing()).isEqualTo("CONFIRMED");
        assertThat(claim()).isEmpty();

        staged.arrivals().found(SHOP, List.of("TEA-50"));
        assertThat(status().missing()).isNull();
        assertThat(claim()).containsExactly(TEA);
    }

    @Test
    void storesTextWithNulCharactersRemoved() {
        stageTeaWithStock();

        edit("{\"title\":\"a\\u0000b\"}");

        assertThat(effective().title()).isEqualTo("ab");
        assertThat(status().title()).isEqualTo("ab");
    }

    @Test
    void tellsAChangeOfTheMappingApartFromOneInFutureshop() {
        SourceProduct first = tea("有機ほうじ茶", 1980);
        stage(first);
        stage(remapped(first, "v2", tea("有機ほうじ茶", 2178), List.of()));

        HistoryEntry newest = history().get(0);
        assertThat(newest.kind()).isEqualTo("remapped");
        assertThat(newest.text().ja())
                .isEqualTo("変換ルールの変更（版 v1 → v2）で「SKU TEA-50 の価格」が変わりました。futureshopの商品は変わっていません。"
                        + "規則：listing.mapping.yaml:7 of price");
        assertThat(newest.text().en())
                .contains("A change of the mapping (version v1 → v2) changed Price of SKU TEA-50");
        assertThat(newest.detail()).contains("\"before\":1980", "\"after\":2178", "\"mapping_version\":\"v2\"");

        stage(remapped(first, "v3", tea("有機ほうじ茶", 2178), List.of()));
        assertThat(history()).hasSize(2);

        Lack lack = new Lack("FIELD_MISSING", "weight_g", null, Sentence.of("重量がありません。", "There is no weight."));
        stage(remapped(first, "v4", tea("有機ほうじ茶", 2178), List.of(lack)));
        assertThat(history().get(0).text().ja()).startsWith("変換ルールの変更（版 v3 → v4）で、不足している項目が変わりました。");
        assertThat(history()).noneMatch(entry -> entry.text().ja().startsWith("futureshopでの変更"));
    }

    @Test
    void saysWhatChangedInFutureshop() {
        SourceProduct first = tea("有機ほうじ茶", 1980);
        stage(first);
        SourceProduct renamed = tea("有機ほうじ茶 50包", 2000);
        stage(renamed);
        assertThat(history().get(0).text().ja()).isEqualTo("futureshopでの変更を取り込みました。変わったのは「商品名」「SKU TEA-50 の価格」です。");

        stage(new SourceProduct("TEA-50", "another", "{}", "v1", renamed.mapped(), List.of()));
        assertThat(history().get(0).text().ja()).isEqualTo("futureshopでの変更を取り込みました。出品内容は変わりません。");

        stage(new SourceProduct("TEA-50", "third", "{}", "v2", first.mapped(), List.of()));
        assertThat(history().get(0).text().ja())
                .isEqualTo("futureshopでの変更を取り込みました。変わったのは「商品名」「SKU TEA-50 の価格」です。変換ルールの版も変わっています（v1 → v2）。");

        int before = history().size();
        stage(new SourceProduct("TEA-50", "third", "{}", "v2", first.mapped(), List.of()));
        assertThat(history()).hasSize(before);
        staged.arrivals().suspectMissing(SHOP, List.of("TEA-50"));
        stage(new SourceProduct("TEA-50", "third", "{}", "v2", first.mapped(), List.of()));
        assertThat(history().get(0).text().ja()).isEqualTo("futureshopで再び見つかりました。");
    }

    private static SourceProduct remapped(SourceProduct source, String version, SourceProduct like, List<Lack> lacks) {
        return new SourceProduct(
                source.productNo(), source.sourceHash(), source.snapshot(), version, like.mapped(), lacks);
    }

    private List<HistoryEntry> history() {
        return new HistoryEntries(database.jdbc(), clock).of(TEA, 50);
    }

    @Test
    void writesDownWhatHappened() {
        stageTeaWithStock();
        edit("{\"title\":\"新しい名前\"}");

        assertThat(new HistoryEntries(database.jdbc(), clock).of(TEA, 10))
                .extracting(HistoryEntry::kind)
                .containsExactly("edited", "imported");
    }

    @Test
    void sendsPriceAndStockBeforeTextsAndTextsBeforeWhatIsNew() {
        ListingKey text = live("A-TEXT");
        ListingKey price = live("B-PRICE");
        ListingKey anew = live("C-ANEW");
        stageWithStock("0-NEW");
        clock.advance(Duration.ofHours(1));
        staged.edits()
                .selectAll(
                        new ListingQuery(SHOP, "0-new", null, null, List.of(), 0, 50, "product-no"), true, "merchant");
        clock.advance(Duration.ofSeconds(5));
        staged.edits().edit(text, null, object("{\"title\":\"新しい名前\"}"), "merchant");
        staged.reports()
                .apply(
                        anew,
                        ListingChange.by("merchant", "anew")
                                .event(ListingEvent.LINKED)
                                .anew()
                                .dueAt(clock.instant()));
        staged.edits().edit(price, null, object("{\"skus\":{\"B-PRICE\":{\"price\":999}}}"), "merchant");
        clock.advance(Duration.ofSeconds(5));

        assertThat(new QueuePositions(database.jdbc())
                        .of(
                                SHOP,
                                Stream.of(price, new ListingKey(SHOP, "0-NEW"))
                                        .map(key ->
                                                staged.listings().status(key).orElseThrow())
                                        .toList()))
                .containsOnly(
                        entry("B-PRICE", new QueuePositions.Position(0, true)),
                        entry("0-NEW", new QueuePositions.Position(3, false)));
        assertThat(claimValues()).containsExactly(price);
        assertThat(claim()).containsExactly(anew, text, new ListingKey(SHOP, "0-NEW"));
    }

    @Test
    void sendsPriceApartFromTheTextThatChangedWithIt() {
        ListingKey both = live("A-BOTH");
        staged.edits()
                .edit(both, null, object("{\"title\":\"新しい名前\",\"skus\":{\"A-BOTH\":{\"price\":999}}}"), "merchant");

        assertThat(claim()).isEmpty();
        assertThat(claimValues()).containsExactly(both);
        staged.claims().queueRest(both, "another");
        assertThat(claim()).isEmpty();
        staged.claims().queueRest(both, "test");
        assertThat(claimValues()).isEmpty();
        assertThat(claim()).containsExactly(both);
    }

    @Test
    void sendsWhatWaitedLongBeforeWhatIsMoreUrgentButNewer() {
        ListingKey text = live("B-TEXT");
        stageWithStock("0-NEW");
        staged.edits().select(new ListingKey(SHOP, "0-NEW"), null, true, "merchant");
        clock.advance(Duration.ofMinutes(11));
        staged.edits().edit(text, null, object("{\"title\":\"新しい名前\"}"), "merchant");

        assertThat(claim()).containsExactly(new ListingKey(SHOP, "0-NEW"), text);
    }

    @Test
    void findsByLettersThatFollowEveryChangeOfTheTitle() {
        stageTeaWithStock();
        stage(product("CUP-1", "ｸﾗｼｯｸ マグ 𠮷野 青", 1200, List.of()));
        stage(product("CUP-2", "皿", 1200, List.of()));
        assertThat(numbers("ほうじ")).containsExactly("TEA-50");
        assertThat(numbers("クラ 青")).containsExactly("CUP-1");
        assertThat(numbers("𠮷野")).containsExactly("CUP-1");
        assertThat(numbers("cup-")).containsExactly("CUP-1", "CUP-2");
        assertThat(numbers("皿")).containsExactly("CUP-2");
        assertThat(numbers("グ")).containsExactly("CUP-1");

        edit("{\"title\":\"玄米茶\"}");
        stage(product("CUP-2", "急須 皿付き", 1200, List.of()));

        assertThat(numbers("ほうじ")).isEmpty();
        assertThat(numbers("玄米")).containsExactly("TEA-50");
        assertThat(numbers("急須 皿")).containsExactly("CUP-2");
        assertThat(staged.listings().matching(query("急須"), 10).toList()).containsExactly(List.of("CUP-2"));
        assertThat(staged.listings().search(query("TEA-50")).total()).isEqualTo(1);
        for (String productNo : List.of("TEA-50", "CUP-1", "CUP-2")) {
            assertThat(grams(productNo))
                    .containsExactlyInAnyOrderElementsOf(SearchGrams.of(database.jdbc()
                            .queryForObject(
                                    "select search_text from listing where product_no = :no",
                                    Map.of("no", productNo),
                                    String.class)));
        }
    }

    @Test
    void givesWhatWasThereBeforeTheSameLetters() throws IOException {
        stageTeaWithStock();
        stage(product("CUP-1", "ｸﾗｼｯｸ マグ  青 特大", 1200, List.of()));
        List<String> before = grams("CUP-1");
        database.jdbc().update("delete from listing_gram", Map.of());

        String migration = Files.readString(Path.of("src/main/resources/db/migration/V50__search_grams.sql"));
        database.jdbc()
                .update(migration.substring(migration.indexOf("insert into")).replace(";", ""), Map.of());

        assertThat(grams("CUP-1")).containsExactlyInAnyOrderElementsOf(before);
        assertThat(numbers("ほうじ")).containsExactly("TEA-50");
    }

    private List<String> grams(String productNo) {
        return database.jdbc()
                .queryForList(
                        "select gram from listing_gram where product_no = :no", Map.of("no", productNo), String.class);
    }

    private ListingKey live(String productNo) {
        stageWithStock(productNo);
        ListingKey key = new ListingKey(SHOP, productNo);
        staged.edits().select(key, null, true, "merchant");
        Listing listing = staged.listings().find(key).orElseThrow();
        staged.reports()
                .apply(
                        key,
                        ListingChange.by("publishing", "published")
                                .event(ListingEvent.ACCEPTED)
                                .published(listing.status().contentHash(), listing.effective(), false)
                                .remoteIds("17-" + productNo, Map.of(productNo, "18-" + productNo)));
        staged.reports().apply(key, ListingChange.by("review", "audit").event(ListingEvent.AUDIT_PASSED));
        return key;
    }

    private void stageWithStock(String productNo) {
        stage(product(productNo, "商品 " + productNo, 1000, List.of()));
        staged.arrivals().recordStock(SHOP, List.of(productNo), Map.of(productNo, Map.of(productNo, 5)));
    }

    private StagedListings staged() {
        BridgeSettings.Shop shop = new BridgeSettings.Shop(
                SHOP,
                new BridgeSettings.Futureshop("", "", "", ""),
                new BridgeSettings.Tiktok("", "", "", "", "", "", "v2", null, 0, 0, 0),
                "down",
                List.of("カラー", "サイズ"),
                99_999,
                false,
                false,
                Map.of());
        BridgeSettings settings = new BridgeSettings(List.of(shop), "k", null, null, "http://127.0.0.1", null);
        return StagedListings.of(
                database.jdbc(), database.transactions(), clock, settings, (key, effective, snapshot) -> List.of());
    }

    private void stageTeaWithStock() {
        stage(tea("有機ほうじ茶", 1980));
        stock(25);
    }

    private void stage(SourceProduct product) {
        staged.arrivals().stage(SHOP, List.of(product));
    }

    private void stock(int pieces) {
        staged.arrivals().recordStock(SHOP, List.of("TEA-50"), Map.of("TEA-50", Map.of("TEA-50", pieces)));
    }

    private EditOutcome edit(String patch) {
        return staged.edits().edit(TEA, null, object(patch), "merchant");
    }

    private void select() {
        staged.edits().select(TEA, null, true, "merchant");
    }

    private List<ListingKey> claim() {
        return staged.claims().claimDue(10, "test", Duration.ofMinutes(10));
    }

    private List<ListingKey> claimValues() {
        return staged.claims().claimValuesDue(10, "test", Duration.ofMinutes(10));
    }

    private ListingStatus status() {
        return staged.listings().status(TEA).orElseThrow();
    }

    private ListingContent effective() {
        return staged.listings().find(TEA).orElseThrow().effective();
    }

    private List<String> numbers(String q) {
        return staged.listings().search(query(q)).items().stream()
                .map(item -> item.key().productNo())
                .toList();
    }

    private static ListingQuery query(@org.jspecify.annotations.Nullable String q) {
        return new ListingQuery(SHOP, q, null, null, List.of(), 0, 50, "product-no");
    }

    private static SourceProduct tea(String title, int price) {
        return product("TEA-50", title, price, List.of());
    }

    private static SourceProduct product(String productNo, String title, int price, List<Lack> lacks) {
        ObjectNode mapped = object("{\"product_no\":\"" + productNo + "\",\"title\":\"" + title
                + "\",\"images\":[{\"url\":\"https://example.test/a.jpg\"}],\"skus\":[{\"sku_no\":\"" + productNo
                + "\",\"seller_sku\":\"" + productNo + "\",\"price\":" + price + ",\"stock_managed\":true}]}");
        return new SourceProduct(productNo, Json.hash(mapped), "{}", "v1", ListingContent.of(mapped), lacks);
    }

    private static ObjectNode object(String text) {
        return Json.parseObject(text);
    }
}
