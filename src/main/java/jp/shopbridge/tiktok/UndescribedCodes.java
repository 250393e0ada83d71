package jp.shopbridge.tiktok;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import jp.shopbridge.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Codes that TikTok answered and that nobody has described yet: the only writer of table {@code undescribed_code}. They are
 * counted for people; nothing is decided by them, so that failing to count stops nothing.
 */
@Component
public class UndescribedCodes {

    private static final Logger LOG = LoggerFactory.getLogger(UndescribedCodes.class);

    private final JdbcClient jdbc;
    private final Clock clock;

    UndescribedCodes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One code of one operation.
     *
     * @param operation the operation's id, such as {@code create}
     * @param message TikTok's words of the last time
     * @param times how often it was answered
     */
    public record Met(int code, String operation, String message, int times, Instant firstAt, Instant lastAt) {}

    /** The codes of a shop, those met last first, at most 500. */
    public List<Met> of(String shop) {
        return jdbc.sql(Sql.named("undescribed-codes"))
                .param("shop", shop)
                .query((row, number) -> new Met(
                        row.getInt("code"),
                        row.getString("operation"),
                        row.getString("message"),
                        row.getInt("times"),
                        row.getObject("first_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void met(TiktokCall call, int code, String message) {
        LOG.warn("TikTok answered {} with a code nobody has described yet: {} {}", call, code, message);
        try {
            Sql.merging(() -> jdbc.sql(Sql.named("undescribed-code-count"))
                    .param("shop", call.shop())
                    .param("code", code)
                    .param("operation", call.operation().id())
                    .param("message", message.replace("\u0000", ""))
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update());
        } catch (DataAccessException unreachable) {
            LOG.warn("The code {} could not be counted: {}", code, unreachable.getMessage());
        }
    }
}
