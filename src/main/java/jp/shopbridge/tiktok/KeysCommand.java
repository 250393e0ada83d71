package jp.shopbridge.tiktok;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jp.shopbridge.Command;
import jp.shopbridge.failure.Failure;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@code java -jar … keys}: tells which encryption key every stored secret needs; with {@code --rewrite} seals with the first key
 * whatever another one has sealed. Takes the application's settings and its database, and nothing else. Exit status 0 when only the
 * first key is needed, 1 when another one still is, 2 when it cannot be told.
 */
public final class KeysCommand implements Command {

    private static final int CANNOT_TELL = 2;
    private static final String REWRITE = "--rewrite";

    @Override
    public Set<String> names() {
        return Set.of("keys");
    }

    @Override
    public int run(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        boolean rewrite = Arrays.asList(arguments).contains(REWRITE);
        String[] settings = Arrays.stream(arguments)
                .skip(1)
                .filter(argument -> !argument.equals(REWRITE))
                .toArray(String[]::new);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Few.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties("spring.main.banner-mode=off")
                .run(quiet(settings))) {
            SealedTokens tokens = context.getBean(SealedTokens.class);
            if (rewrite) {
                out.println(tokens.sealAnew() + " shops were sealed with the first key.");
            }
            return report(tokens.all(), context.getBean(TokenCipher.class).sealsWith(), out);
        } catch (RuntimeException e) {
            sentence(e).ifPresent(err::println);
            return CANNOT_TELL;
        }
    }

    /** What went wrong; nothing where the start has said it already. */
    private static Optional<String> sentence(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof Failure failure) {
                return Optional.of(
                        failure.sentence().en() + "\n" + failure.sentence().ja());
            }
            if (each instanceof SQLException e) {
                return Optional.of("The database cannot be asked: "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                        + "\nAn H2 database serves one process only: stop the bridge first. A database that no bridge of this"
                        + " release has opened yet has to be upgraded by a start first.");
            }
        }
        return Optional.empty();
    }

    private static String[] quiet(String[] settings) {
        // Of the log only what is wrong with the settings; the rest is told in sentences.
        return Stream.concat(
                        Arrays.stream(settings),
                        Stream.of(
                                "--sandbox.enabled=false",
                                "--logging.level.root=OFF",
                                "--logging.level.jp.shopbridge=OFF",
                                "--logging.level.org.springframework.boot.diagnostics=ERROR"))
                .toArray(String[]::new);
    }

    private static int report(List<SealedTokens.Seal> seals, String first, PrintStream out) {
        out.println("The first key is " + first + ".");
        int others = 0;
        for (SealedTokens.Seal seal : seals) {
            String needs = seal.by()
                    .map(by -> by.current()
                            ? "the first key"
                            : by.today()
                                    ? "key " + (by.place() + 1) + " of the list"
                                    : "key " + (by.place() + 1) + " of the list, in the form of an earlier release")
                    .orElse("a key that is not configured");
            others += seal.by().filter(TokenCipher.SealedBy::current).isPresent() ? 0 : 1;
            out.println(seal.what() + ": " + needs);
        }
        out.println(
                others == 0
                        ? "Nothing needs another key: the others can be taken out of bridge.encryption-keys."
                        : others + " of " + seals.size()
                                + " need another key. Once every instance knows the first key, run keys " + REWRITE
                                + ".");
        return others == 0 ? 0 : 1;
    }

    /** The few parts it takes; no configuration by name, or the application would find it. */
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class
    })
    @EnableConfigurationProperties(KeySettings.class)
    @Import({TokenCipher.class, EncryptionSalt.class, SealedTokens.class})
    static class Few {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
