package jp.shopbridge.notice;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The alarms: one for each cause, told once when it begins and once when it is over, whatever instance looks. */
@Component
public class Alarms {

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final AlarmConditions conditions;
    private final Outbox outbox;
    private final NoticeSettings settings;
    private final Clock clock;

    Alarms(
            NamedParameterJdbcTemplate jdbc,
            TransactionTemplate transactions,
            AlarmConditions conditions,
            Outbox outbox,
            NoticeSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.conditions = conditions;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    private record Alarm(String shop, String cause, Sentence sentence, int episode, boolean open) {}

    /** Looks at what holds now, and tells what is new and what is over. Nothing happens while no way is switched on. */
    public void look() {
        if (settings.ways().isEmpty()) {
            return;
        }
        Map<List<String>, Alarm> known = known();
        Map<List<String>, AlarmCondition> holding = new HashMap<>();
        conditions.now().forEach(condition -> holding.put(List.of(condition.shop(), condition.cause()), condition));
        holding.forEach((key, condition) -> hold(condition, known.get(key)));
        known.forEach((key, alarm) -> {
            if (alarm.open() && !holding.containsKey(key)) {
                resolve(alarm);
            }
        });
    }

    /** The alarms that stand now, as lines. */
    List<String> standing() {
        return known().values().stream()
                .filter(Alarm::open)
                .map(alarm -> where(alarm.shop()) + said(alarm.sentence()))
                .sorted()
                .toList();
    }

    private Map<List<String>, Alarm> known() {
        Map<List<String>, Alarm> known = new HashMap<>();
        jdbc.query(Sql.named("alarms"), new MapSqlParameterSource(), row -> {
            Alarm alarm = new Alarm(
                    row.getString("shop"),
                    row.getString("cause"),
                    Sentence.of(row.getString("text_ja"), row.getString("text_en")),
                    row.getInt("episode"),
                    row.getObject("resolved_at") == null);
            known.put(List.of(alarm.shop(), alarm.cause()), alarm);
        });
        return known;
    }

    private void hold(AlarmCondition condition, @Nullable Alarm alarm) {
        MapSqlParameterSource row = named(condition.shop(), condition.cause())
                .addValue("code", condition.code())
                .addValue("textJa", shortened(condition.sentence().ja()))
                .addValue("textEn", shortened(condition.sentence().en()))
                .addValue("items", condition.items());
        if (alarm != null && alarm.open()) {
            jdbc.update(Sql.named("alarm-count"), row);
            return;
        }
        try {
            transactions.executeWithoutResult(status -> {
                int changed = jdbc.update(Sql.named(alarm == null ? "alarm-insert" : "alarm-raise"), row);
                if (changed == 1) {
                    int episode = alarm == null ? 1 : alarm.episode() + 1;
                    outbox.queue(
                            "alarm:" + condition.shop() + ":" + condition.cause() + ":" + episode + ":raised",
                            (settings.japanese() ? "【要対応】" : "Action needed: ")
                                    + where(condition.shop())
                                    + said(AlarmConditions.title(condition.cause())),
                            said(condition.sentence()));
                }
            });
        } catch (DuplicateKeyException e) {
            // Another instance raised the same alarm a moment earlier, which is all we wanted.
            return;
        }
    }

    private void resolve(Alarm alarm) {
        transactions.executeWithoutResult(status -> {
            if (jdbc.update(Sql.named("alarm-resolve"), named(alarm.shop(), alarm.cause())) == 1) {
                outbox.queue(
                        "alarm:" + alarm.shop() + ":" + alarm.cause() + ":" + alarm.episode() + ":resolved",
                        (settings.japanese() ? "【解消】" : "Resolved: ")
                                + where(alarm.shop())
                                + said(AlarmConditions.title(alarm.cause())),
                        (settings.japanese() ? "解消しました。以前の内容: " : "It no longer holds. It was: ")
                                + said(alarm.sentence()));
            }
        });
    }

    private MapSqlParameterSource named(String shop, String cause) {
        return new MapSqlParameterSource("shop", shop)
                .addValue("cause", cause)
                .addValue("now", clock.instant().atOffset(ZoneOffset.UTC));
    }

    private String said(Sentence sentence) {
        return settings.japanese() ? sentence.ja() : sentence.en();
    }

    private static String where(String shop) {
        return shop.isEmpty() ? "" : "[" + shop + "] ";
    }

    private static String shortened(String text) {
        return text.length() <= 2000 ? text : text.substring(0, 2000);
    }
}
