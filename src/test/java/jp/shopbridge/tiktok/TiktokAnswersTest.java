package jp.shopbridge.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.failure.TransientFailure;
import jp.shopbridge.failure.UnknownOutcomeFailure;
import jp.shopbridge.support.Database;
import jp.shopbridge.support.SettableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class TiktokAnswersTest {

    private static final TiktokCall READ = TiktokCall.of("s", TiktokOperation.WAREHOUSES, Map.of());
    private static final TiktokCall CREATE =
            TiktokCall.json("s", TiktokOperation.CREATE, Map.of(), new byte[] {'{', '}'});

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T06:00:00Z"));
    private final TiktokLimits limits = new TiktokLimits(5, 10, Duration.ofSeconds(30), ZoneId.of("Asia/Tokyo"));
    private final TiktokRate rate = new TiktokRate(limits, clock, () -> 1, null);
    private static final Database DATABASE = Database.h2();
    private final UndescribedCodes undescribed = new UndescribedCodes(JdbcClient.create(DATABASE.dataSource()), clock);
    private final TiktokAnswers answers =
            new TiktokAnswers(rate, new SimpleMeterRegistry(), limits, undescribed, clock);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            textBlock =
                    """
                    400, 36009004, "Invalid credentials. Invalid 'app_key' query parameter.", MisconfiguredFailure, TIKTOK_APP_KEY
                    400, 36009004, "The 'timestamp' query parameter must not exceed", MisconfiguredFailure, TIKTOK_CLOCK
                    401, 36009004, "The `x-tts-access-token` header is invalid.", MisconfiguredFailure, TIKTOK_AUTHORIZATION_REVOKED
                    400, 36009004, "something nobody foresaw", RefusedFailure, TIKTOK_PARAMETER
                    404, 36009009, "Invalid path", MisconfiguredFailure, TIKTOK_API_VERSION
                    401, 106001, "Invalid sign", MisconfiguredFailure, TIKTOK_SIGNATURE
                    429, 36009002, "Too many requests", ThrottledFailure, TIKTOK_THROTTLED
                    200, 12052024, "not a leaf", RefusedFailure, TIKTOK_CATEGORY_NOT_LEAF
                    200, 12052115, "no warehouse", RefusedFailure, TIKTOK_NO_WAREHOUSE
                    200, 12052722, "uri", RefusedFailure, TIKTOK_IMAGE_GONE
                    200, 12052093, "limit", ThrottledFailure, TIKTOK_LISTING_LIMIT
                    200, 12052109, "limit", ThrottledFailure, TIKTOK_MERCHANT_LIMIT
                    200, 12019215, "deposit", ThrottledFailure, TIKTOK_DEPOSIT
                    200, 12052332, "locked during shop integration", MisconfiguredFailure, TIKTOK_SHOP_LOCKED
                    200, 12052704, "seller id not exist", MisconfiguredFailure, TIKTOK_SELLER_UNKNOWN
                    401, 36009004, "Invalid category_asset_cipher", MisconfiguredFailure, TIKTOK_APP_KIND
                    200, 12052315, "standard to pre-order", RefusedFailure, TIKTOK_PRE_ORDER_FIXED
                    200, 12052393, "locked by promotion", RefusedFailure, TIKTOK_STOCK_LOCKED
                    200, 36009003, "internal", UnknownOutcomeFailure, TIKTOK_INTERNAL_ERROR
                    200, 99999999, "new", RefusedFailure, TIKTOK_UNDESCRIBED
                    """)
    void readsARefusedCreate(int status, int code, String message, String kind, String failureCode) {
        Failure failure = failure(CREATE, status, null, envelope(code, message));

        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(failureCode);
        assertThat(failure.sentence().ja()).isNotBlank();
    }

    @Test
    void triesAReadAgainAfterAServerFaultAndAsksAfterACreate() {
        assertThat(failure(READ, 200, null, envelope(36009003, ""))).isInstanceOf(TransientFailure.class);
        assertThat(failure(READ, 502, null, "<html>")).isInstanceOf(TransientFailure.class);
        assertThat(failure(CREATE, 502, null, "<html>")).isInstanceOf(UnknownOutcomeFailure.class);
        assertThat(failure(READ, 401, null, "{\"code\":10500")).isInstanceOf(TransientFailure.class);
        assertThat(failure(CREATE, 400, null, "{\"code\":1205")).isInstanceOf(UnknownOutcomeFailure.class);
        assertThat(failure(CREATE, 413, null, "<html>")).isInstanceOf(RefusedFailure.class);
        assertThat(failure(READ, 403, null, "<html>")).isInstanceOf(TransientFailure.class);
        assertThat(failure(CREATE, 200, null, "{\"code\":0,\"da")).isInstanceOf(UnknownOutcomeFailure.class);
        assertThat(catchThrowable(() -> answers.checkServer(CREATE, 503))).isInstanceOf(UnknownOutcomeFailure.class);
        assertThat(catchThrowable(() -> answers.checkServer(READ, 503))).isInstanceOf(TransientFailure.class);
    }

    @Test
    void waitsAsLongAsTiktokSays() {
        ThrottledFailure seconds = (ThrottledFailure) failure(READ, 429, "7", "");
        ThrottledFailure date = (ThrottledFailure) failure(READ, 429, "Mon, 23 Nov 2026 06:00:09 GMT", "");

        assertThat(seconds.waitFor()).isEqualTo(Duration.ofSeconds(7));
        assertThat(date.waitFor()).isEqualTo(Duration.ofSeconds(9));
        assertThat(((ThrottledFailure) failure(READ, 429, "soon", "")).waitFor())
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(rate.perSecond("s", true)).isLessThan(10);
        assertThat(rate.perSecond("s", false)).isEqualTo(5);
    }

    @Test
    void parksNewListingsUntilTheNextDayInJapan() {
        ThrottledFailure limit = (ThrottledFailure) failure(CREATE, 200, null, envelope(12052093, ""));

        assertThat(clock.instant().plus(limit.waitFor())).isEqualTo(Instant.parse("2026-11-23T15:05:00Z"));
    }

    @Test
    void keepsWarningsAndPartialErrorsOfASuccess() {
        TiktokAnswer created = answers.read(
                CREATE,
                200,
                null,
                bytes(
                        "{\"code\":0,\"request_id\":\"r\",\"data\":{\"product_id\":\"1\",\"warnings\":[{\"message\":\"brand"
                                + " dropped\"}]}}"));
        TiktokAnswer checked =
                answers.read(CREATE, 200, null, bytes("{\"code\":0,\"data\":{\"warnings\":{\"message\":\"one\"}}}"));
        TiktokAnswer partly = answers.read(
                CREATE,
                200,
                null,
                bytes(
                        "{\"code\":0,\"data\":{\"errors\":[{\"code\":12052990,\"message\":\"m\",\"detail\":{\"sku_id\":\"9\",\"extra_errors\":[{\"code\":12052097,\"message\":\"w\"}]}}]}}"));

        assertThat(created.warnings()).containsExactly("brand dropped");
        assertThat(created.requestId()).isEqualTo("r");
        assertThat(checked.warnings()).containsExactly("one");
        assertThat(partly.errors()).containsExactly(new TiktokAnswer.PartialError(12052097, "w", "9"));
    }

    @Test
    void looksDeeperIntoACompositeRefusal() {
        Failure failure = failure(
                CREATE,
                200,
                null,
                "{\"code\":12052990,\"message\":\"check"
                        + " failed\",\"data\":{\"errors\":[{\"detail\":{\"extra_errors\":[{\"code\":12052024,\"message\":\"leaf\"}]}}]}}");

        assertThat(failure.code()).isEqualTo("TIKTOK_CATEGORY_NOT_LEAF");
    }

    @Test
    void saysEverythingThatACompositeRefusalNames() {
        Failure failure = failure(
                CREATE,
                200,
                null,
                "{\"code\":12052990,\"message\":\"check failed\",\"data\":{\"errors\":[{\"detail\":{\"extra_errors\":"
                        + "[{\"code\":12052024,\"message\":\"leaf\"},{\"code\":12052261,\"message\":\"empty\"}]}}]}}");

        assertThat(failure.sentence().ja()).contains("末端のカテゴリではありません", "商品名が空です");
    }

    @Test
    void keepsTiktoksWordsWhereTheyNameTheValue() {
        Failure named = failure(CREATE, 200, null, envelope(12052571, "Missing price for SKU(s): 1729592969712207012"));
        Failure plain = failure(CREATE, 200, null, envelope(12052571, "Missing price"));

        assertThat(named.sentence().ja())
                .contains("価格がないSKU", "1729592969712207012")
                .endsWith("。");
        assertThat(plain.sentence().ja()).doesNotContain("TikTokの説明");
    }

    @Test
    void countsCodesNobodyHasDescribed() {
        Instant first = clock.instant();
        failure(CREATE, 200, null, envelope(77777777, "new"));
        clock.advance(Duration.ofMinutes(1));
        failure(CREATE, 200, null, envelope(77777777, "newer words"));
        String partly = "{\"code\":0,\"data\":{\"errors\":[{\"code\":77777778,\"message\":\"a part\"}]}}";
        answers.read(READ, 200, null, partly.getBytes(StandardCharsets.UTF_8));

        assertThat(undescribed.of("s"))
                .contains(
                        new UndescribedCodes.Met(77777777, "create", "newer words", 2, first, clock.instant()),
                        new UndescribedCodes.Met(
                                77777778, "warehouses", "a part", 1, clock.instant(), clock.instant()));
    }

    @Test
    void describesEveryCodeOfTheFactSheetInBothLanguages() throws IOException {
        OutcomeTable table = OutcomeTable.packed();
        List<Integer> undescribed;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/tiktok/codes.txt"))) {
            undescribed = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Integer::valueOf)
                    .filter(code -> table.of(code, "").isEmpty())
                    .toList();
        }

        assertThat(undescribed).isEmpty();
        assertThat(table.codes()).hasSizeGreaterThan(200).allSatisfy(code -> {
            OutcomeTable.Outcome outcome = table.of(code, "").orElseThrow();
            assertThat(outcome.sentence().ja()).endsWith("。");
            assertThat(outcome.sentence().en()).endsWith(".");
            assertThat(outcome.name()).matches("[A-Z_]+");
        });
    }

    private Failure failure(TiktokCall call, int status, @Nullable String retryAfter, String body) {
        return (Failure)
                Objects.requireNonNull(catchThrowable(() -> answers.read(call, status, retryAfter, bytes(body))));
    }

    private static String envelope(int code, String message) {
        return "{\"code\":" + code + ",\"message\":\"" + message + "\",\"request_id\":\"r\",\"data\":null}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
