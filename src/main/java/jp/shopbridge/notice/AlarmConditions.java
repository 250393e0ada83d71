package jp.shopbridge.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.MappingGate;
import jp.shopbridge.publishing.check.ListingLimit;
import jp.shopbridge.route.RouteWatch;
import jp.shopbridge.staging.Pause;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.tiktok.Authorizations;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** What holds now and somebody has to act on, read from the rows of the other stages, and the words for it. */
@Component
class AlarmConditions {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneId.of("Asia/Tokyo"));

    /** Longer than from the end of a pause to the next try, so that a fault that lasts is told once and not at every try. */
    private static final Duration SETTLED = Duration.ofMinutes(10);

    private static final String REVOKED = "authorization:revoked";
    private static final String INTAKE_FAILING = "intake:failing";

    private final NamedParameterJdbcTemplate jdbc;
    private final BridgeSettings bridge;
    private final NoticeSettings settings;
    private final Pauses pauses;
    private final MappingGate gate;
    private final RouteWatch routes;
    private final ListingLimit listingLimit;
    private final Clock clock;

    AlarmConditions(
            NamedParameterJdbcTemplate jdbc,
            BridgeSettings bridge,
            NoticeSettings settings,
            Pauses pauses,
            MappingGate gate,
            RouteWatch routes,
            ListingLimit listingLimit,
            Clock clock) {
        this.jdbc = jdbc;
        this.bridge = bridge;
        this.settings = settings;
        this.pauses = pauses;
        this.gate = gate;
        this.routes = routes;
        this.listingLimit = listingLimit;
        this.clock = clock;
    }

    /** What an alarm is for. */
    List<AlarmCondition> now() {
        List<AlarmCondition> found = new ArrayList<>();
        authorizations(found);
        intake(found);
        pauses(found);
        newListings(found);
        gate.complaint()
                .ifPresent(complaint ->
                        found.add(new AlarmCondition("", "mapping:refused", "MAPPING_FILES_REFUSED", complaint, 0)));
        Sentence unused = routes.complaint();
        if (unused != null) {
            found.add(new AlarmCondition("", "route:refused", "ROUTE_FILES_REFUSED", unused, 0));
        }
        parked(found);
        lostAnswers(found);
        return found;
    }

    /** The subject of an alarm of this cause, the same when it begins and when it is over. */
    static Sentence title(String cause) {
        String kind = cause.replaceFirst(":.*", "");
        String rest = cause.substring(cause.indexOf(':') + 1);
        return switch (kind) {
            case "pause" -> Messages.sentence("notice.paused", rest);
            case "authorization" -> Messages.sentence("notice.tiktok-shop-authorization");
            case "new-listings" -> Messages.sentence("notice.new-listings-wait", rest);
            case "mapping" -> Messages.sentence("notice.mapping-files-refused");
            case "route" -> Messages.sentence("notice.route-files-refused");
            case "dead-letter" -> Messages.sentence("notice.parked", rest);
            case "unknown-outcome" -> Messages.sentence("notice.unknown-outcomes");
            default -> Messages.sentence("notice.intake-fails");
        };
    }

    /** What nobody has to be woken for, but should not be forgotten either: it stands in the digest. */
    List<Sentence> asides(String shop) {
        List<Sentence> asides = new ArrayList<>();
        if (!authorizations().containsKey(shop)) {
            asides.add(Messages.sentence("notice.tiktok-shop-never-authorised-so"));
        }
        pauses.all().stream()
                .filter(pause -> pause.shop().equals(shop) && isWanted(pause))
                .forEach(pause -> asides.add(Messages.sentence(
                        "notice.stopped",
                        stage(pause.stage(), true),
                        pause.by(),
                        pause.reason(),
                        stage(pause.stage(), false))));
        return asides;
    }

    // Whoever stops a stage on purpose knows it, and an alarm that is known teaches people to overlook alarms.
    private static boolean isWanted(Pause pause) {
        return pause.code().equals(Pauses.BY_A_PERSON);
    }

    /** One cause often stops several stages, and is still one thing to act on. */
    private void pauses(List<AlarmCondition> found) {
        Map<List<String>, List<Pause>> causes = pauses.recent(SETTLED).stream()
                .filter(pause -> !isWanted(pause) && !isToldOtherwise(pause, found))
                .collect(Collectors.groupingBy(
                        pause -> List.of(pause.shop(), pause.code()), LinkedHashMap::new, Collectors.toList()));
        causes.values().forEach(same -> {
            Pause first = same.get(0);
            found.add(new AlarmCondition(
                    first.shop(),
                    "pause:" + first.code(),
                    first.code(),
                    Messages.sentence("notice.stopped-2", stages(same, true), first.reason(), stages(same, false)),
                    0));
        });
    }

    // The daily limit ends by itself and is no alarm; what somebody has to set right at TikTok is.
    private void newListings(List<AlarmCondition> found) {
        bridge.shops().stream().map(BridgeSettings.Shop::key).forEach(shop -> listingLimit
                .recent(shop, SETTLED)
                .filter(hold -> !hold.isOfTheDay())
                .ifPresent(hold -> found.add(
                        new AlarmCondition(shop, "new-listings:" + hold.code(), hold.code(), hold.reason(), 0))));
    }

    private static String stages(List<Pause> pauses, boolean ja) {
        return pauses.stream().map(pause -> stage(pause.stage(), ja)).collect(Collectors.joining(ja ? "と" : " and "));
    }

    private static String stage(String stage, boolean ja) {
        if (!ja) {
            return stage;
        }
        return switch (stage) {
            case "intake" -> "情報の取り込み";
            case "publishing" -> "連携";
            case "review" -> "審査の確認";
            default -> stage;
        };
    }

    private static boolean isToldOtherwise(Pause pause, List<AlarmCondition> found) {
        return found.stream()
                .anyMatch(condition -> condition.shop().equals(pause.shop())
                        && ((condition.cause().equals(REVOKED) && pause.code().equals(Authorizations.REVOKED))
                                || (condition.cause().equals(INTAKE_FAILING)
                                        && pause.stage().equals("intake")
                                        && pause.until() != null)));
    }

    private record Authorization(String status, @Nullable Instant endsAt) {}

    private Map<String, Authorization> authorizations() {
        Map<String, Authorization> known = new HashMap<>();
        jdbc.query(Sql.named("console-authorizations"), new MapSqlParameterSource(), row -> {
            known.put(row.getString("shop"), new Authorization(row.getString("status"), instant(row)));
        });
        return known;
    }

    private void authorizations(List<AlarmCondition> found) {
        authorizations().forEach((shop, authorization) -> {
            if (!authorization.status().equals("AUTHORIZED")) {
                found.add(new AlarmCondition(
                        shop, REVOKED, "AUTHORIZATION_REVOKED", Messages.sentence("AUTHORIZATION_REVOKED"), 0));
            } else if (authorization.endsAt() != null
                    && authorization.endsAt().isBefore(clock.instant().plus(settings.expiryAhead()))) {
                String day = DAY.format(authorization.endsAt());
                found.add(new AlarmCondition(
                        shop,
                        "authorization:expiring",
                        "AUTHORIZATION_EXPIRING",
                        Messages.sentence("AUTHORIZATION_EXPIRING", day),
                        0));
            }
        });
    }

    private static @Nullable Instant instant(ResultSet row) throws SQLException {
        OffsetDateTime end = row.getObject("refresh_expires_at", OffsetDateTime.class);
        return end == null ? null : end.toInstant();
    }

    private void parked(List<AlarmCondition> found) {
        jdbc.query(Sql.named("notice-parked-causes"), new MapSqlParameterSource(), row -> {
            long items = row.getLong("items");
            String code = row.getString("code");
            found.add(new AlarmCondition(
                    row.getString("shop"),
                    "dead-letter:" + row.getString("stage") + ":" + code,
                    code,
                    Messages.sentence(
                            "notice.item-s-parked-one-them",
                            items,
                            row.getString("message_ja"),
                            row.getString("message_en")),
                    items));
        });
    }

    private void lostAnswers(List<AlarmCondition> found) {
        MapSqlParameterSource before = new MapSqlParameterSource(
                "before", clock.instant().minus(settings.unknownAfter()).atOffset(ZoneOffset.UTC));
        jdbc.query(Sql.named("notice-lost-answers"), before, row -> {
            long items = row.getLong("items");
            found.add(new AlarmCondition(
                    row.getString("shop"),
                    "unknown-outcome",
                    "UNKNOWN_OUTCOME_STAYS",
                    Messages.sentence("UNKNOWN_OUTCOME_STAYS", items),
                    items));
        });
    }

    private void intake(List<AlarmCondition> found) {
        for (BridgeSettings.Shop shop : bridge.shops()) {
            // A run that goes on has not shown yet whether it fails, too.
            jdbc.query(Sql.named("notice-intake-ended"), new MapSqlParameterSource("shop", shop.key()), row -> {
                if (row.getString("status").equals("FAILED")) {
                    String ja = row.getString("message_ja");
                    String en = row.getString("message_en");
                    found.add(new AlarmCondition(
                            shop.key(),
                            INTAKE_FAILING,
                            "INTAKE_FAILING",
                            Messages.sentence("INTAKE_FAILING", ja == null ? "" : ja, en == null ? "" : en),
                            0));
                }
            });
        }
    }
}
