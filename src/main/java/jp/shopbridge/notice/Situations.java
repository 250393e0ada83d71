package jp.shopbridge.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.MappingGate;
import jp.shopbridge.staging.Pauses;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** What holds now and somebody has to act on, read from the rows of the other stages. */
@Component
class Situations {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneId.of("Asia/Tokyo"));

    private final NamedParameterJdbcTemplate jdbc;
    private final BridgeSettings bridge;
    private final NoticeSettings settings;
    private final Pauses pauses;
    private final MappingGate gate;
    private final Clock clock;

    Situations(
            NamedParameterJdbcTemplate jdbc,
            BridgeSettings bridge,
            NoticeSettings settings,
            Pauses pauses,
            MappingGate gate,
            Clock clock) {
        this.jdbc = jdbc;
        this.bridge = bridge;
        this.settings = settings;
        this.pauses = pauses;
        this.gate = gate;
        this.clock = clock;
    }

    List<Situation> now() {
        List<Situation> found = new ArrayList<>();
        pauses.all()
                .forEach(pause -> found.add(
                        new Situation(pause.shop(), "pause:" + pause.stage(), pause.code(), pause.reason(), 0)));
        authorizations(found);
        gate.complaint()
                .ifPresent(complaint ->
                        found.add(new Situation("", "mapping:refused", "MAPPING_FILES_REFUSED", complaint, 0)));
        parked(found);
        lostAnswers(found);
        intake(found);
        return found;
    }

    private record Authorization(String status, @Nullable Instant endsAt) {}

    private void authorizations(List<Situation> found) {
        Map<String, Authorization> known = new HashMap<>();
        jdbc.query(Sql.named("console-authorizations"), new MapSqlParameterSource(), row -> {
            known.put(row.getString("shop"), new Authorization(row.getString("status"), instant(row)));
        });
        known.forEach((shop, authorization) -> {
            if (!authorization.status().equals("AUTHORIZED")) {
                found.add(new Situation(
                        shop,
                        "authorization:revoked",
                        "AUTHORIZATION_REVOKED",
                        Sentence.of(
                                "TikTok Shopの認証が無効になっています。画面の「TikTok Shop認証」から認証し直してください。",
                                "The TikTok Shop authorization is no longer valid: authorise again on the page."),
                        0));
            } else if (authorization.endsAt() != null
                    && authorization.endsAt().isBefore(clock.instant().plus(settings.expiryAhead()))) {
                String day = DAY.format(authorization.endsAt());
                found.add(new Situation(
                        shop,
                        "authorization:expiring",
                        "AUTHORIZATION_EXPIRING",
                        Sentence.of(
                                "TikTok Shopの認証が" + day + "に切れます。それまでに画面の「TikTok Shop認証」から認証し直してください。",
                                "The TikTok Shop authorization ends on " + day + ": authorise again before that."),
                        0));
            }
        });
    }

    private static @Nullable Instant instant(ResultSet row) throws SQLException {
        OffsetDateTime end = row.getObject("refresh_expires_at", OffsetDateTime.class);
        return end == null ? null : end.toInstant();
    }

    private void parked(List<Situation> found) {
        jdbc.query(Sql.named("notice-parked-causes"), new MapSqlParameterSource(), row -> {
            long items = row.getLong("items");
            String code = row.getString("code");
            found.add(new Situation(
                    row.getString("shop"),
                    "dead-letter:" + row.getString("stage") + ":" + code,
                    code,
                    Sentence.of(
                            "配信エラーが" + items + "件あります。例: " + row.getString("message_ja"),
                            items + " item(s) are parked. One of them: " + row.getString("message_en")),
                    items));
        });
    }

    private void lostAnswers(List<Situation> found) {
        MapSqlParameterSource before = new MapSqlParameterSource(
                "before", clock.instant().minus(settings.unknownAfter()).atOffset(ZoneOffset.UTC));
        jdbc.query(Sql.named("notice-lost-answers"), before, row -> {
            long items = row.getLong("items");
            found.add(new Situation(
                    row.getString("shop"),
                    "unknown-outcome",
                    "UNKNOWN_OUTCOME_STAYS",
                    Sentence.of(
                            "結果不明のまま確認できない商品が" + items + "件あります。Seller Centerで商品の有無を確認してください。",
                            "What became of " + items
                                    + " call(s) cannot be found out: look in Seller Center whether the products exist."),
                    items));
        });
    }

    private void intake(List<Situation> found) {
        for (BridgeSettings.Shop shop : bridge.shops()) {
            MapSqlParameterSource latest = new MapSqlParameterSource("shop", shop.key()).addValue("size", 1);
            jdbc.query(Sql.named("intake-run-latest"), latest, row -> {
                if (row.getString("status").equals("FAILED")) {
                    String ja = row.getString("message_ja");
                    String en = row.getString("message_en");
                    found.add(new Situation(
                            shop.key(),
                            "intake:failing",
                            "INTAKE_FAILING",
                            Sentence.of(
                                    "futureshopからの取り込みが失敗しています。" + (ja == null ? "" : ja),
                                    "Intake from futureshop fails. " + (en == null ? "" : en)),
                            0));
                }
            });
        }
    }
}
