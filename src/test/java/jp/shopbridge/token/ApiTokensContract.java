package jp.shopbridge.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jp.shopbridge.support.Database;
import jp.shopbridge.support.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the rows of tokens do, on either database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ApiTokensContract {

    private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");

    private final Database database = database();
    private SettableClock clock = new SettableClock(START);
    private ApiTokens tokens = new ApiTokens(database.jdbc(), clock);

    abstract Database database();

    @BeforeEach
    void empty() {
        clock = new SettableClock(START);
        tokens = new ApiTokens(database.jdbc(), clock);
        database.jdbc().getJdbcOperations().update("delete from api_token");
    }

    @Test
    void isFoundByItsSecretUntilItExpires() {
        ApiTokens.Made made = make("在庫連携");

        assertThat(tokens.use(made.secret())).map(ApiToken::name).contains("在庫連携");
        assertThat(tokens.use(made.secret()).orElseThrow().shops()).containsExactly("main", "outlet");
        clock.advance(Duration.ofDays(1).minusSeconds(1));
        assertThat(tokens.use(made.secret())).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.use(made.secret())).isEmpty();
    }

    @Test
    void aNameIsTakenForEverAndInEverySpelling() {
        ApiTokens.Made made = make("Stock");
        tokens.end(made.token().id(), "operator");

        assertThat(tokens.make("ｓｔｏｃｋ", TokenScope.READ, null, START.plusSeconds(60), "operator"))
                .isEmpty();
        assertThat(tokens.isNamed("STOCK")).isTrue();
        assertThat(tokens.all()).hasSize(1);
    }

    @Test
    void endsOnceAndAtOnce() {
        ApiTokens.Made made = make("program");
        tokens.end(made.token().id(), "operator");
        clock.advance(Duration.ofMinutes(5));
        tokens.end(made.token().id(), "somebody else");

        assertThat(tokens.use(made.secret())).isEmpty();
        ApiToken ended = tokens.find(made.token().id()).orElseThrow();
        assertThat(ended.endedAt()).isEqualTo(START);
        assertThat(ended.endedBy()).isEqualTo("operator");
    }

    @Test
    void notesAUseOnceAMinute() {
        ApiTokens.Made made = make("program");
        tokens.use(made.secret());
        clock.advance(Duration.ofSeconds(59));
        tokens.use(made.secret());
        assertThat(tokens.find(made.token().id()).orElseThrow().usedAt()).isEqualTo(START);
        clock.advance(Duration.ofSeconds(2));
        tokens.use(made.secret());

        assertThat(tokens.find(made.token().id()).orElseThrow().usedAt()).isEqualTo(START.plusSeconds(61));
    }

    private ApiTokens.Made make(String name) {
        return tokens.make(name, TokenScope.EDIT, List.of("main", "outlet"), START.plus(Duration.ofDays(1)), "operator")
                .orElseThrow();
    }
}
