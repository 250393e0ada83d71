package jp.shopbridge.tiktok;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import jp.shopbridge.SettingsCommand;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import picocli.CommandLine;

/**
 * Tells which encryption key every stored secret needs; with {@code --rewrite} seals with the first key whatever another one has
 * sealed. Exit status 0 when only the first key is needed, 1 when another one still is, 2 when it cannot be told.
 */
@CommandLine.Command(
        name = "keys",
        description = "Tells which encryption key each stored secret needs. Asks the database.")
public final class KeysCommand extends SettingsCommand {

    private static final String REWRITE = "--rewrite";

    @CommandLine.Option(names = REWRITE, description = "Seals with the first key whatever another one has sealed.")
    private boolean rewrite;

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context = open(Few.class)) {
            SealedTokens tokens = context.getBean(SealedTokens.class);
            if (rewrite) {
                out().println(tokens.sealAnew() + " shops were sealed with the first key.");
            }
            return report(tokens.all(), context.getBean(TokenCipher.class).sealsWith(), out());
        }
    }

    private static int report(List<SealedTokens.Seal> seals, String first, PrintWriter out) {
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
        return others == 0 ? FINE : FOUND;
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
