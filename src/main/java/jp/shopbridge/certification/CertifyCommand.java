package jp.shopbridge.certification;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.ServiceLoader;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.SettingsCommand;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.tiktok.Authorizations;
import jp.shopbridge.tiktok.CertificationParts;
import jp.shopbridge.tiktok.HourlyCalls;
import jp.shopbridge.tiktok.PlainCall;
import jp.shopbridge.tiktok.PlainCaller;
import jp.shopbridge.tiktok.TiktokRequests;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import picocli.CommandLine;

/**
 * Makes every call of the client at a development shop, with products of its own, and writes what was answered otherwise than the
 * contract and the sandbox say. Exit status 0 when nothing was, 1 when something was, 2 when the walk is not at its end.
 */
@CommandLine.Command(
        name = "certify",
        description =
                "Makes every call of the client at a development shop with products of its own, and writes which answers"
                        + " differ from TikTok's contract and from the sandbox's. Asks the database for the shop's"
                        + " authorization: stop a bridge with an H2 database first.")
public final class CertifyCommand extends SettingsCommand {

    @CommandLine.Option(
            names = "--shop",
            paramLabel = "KEY",
            description = "The shop; the first one where it is not given.")
    private @Nullable String shopKey;

    @CommandLine.Option(
            names = "--into",
            paramLabel = "DIR",
            description = "Where state and report are written: certification unless given. A walk that was interrupted"
                    + " goes on with the same folder.")
    private Path folder = Path.of("certification");

    @CommandLine.Option(
            names = "--category",
            paramLabel = "ID",
            description = "The leaf category of its products; the one that TikTok recommends unless given.")
    private @Nullable String category;

    @CommandLine.Option(
            names = "--patience",
            paramLabel = "MINUTES",
            description = "How long it waits for a review before it stops, to be called again later; 10 unless given.")
    private int patience = 10;

    @CommandLine.Option(names = "--dry-run", description = "Prints the calls, and asks nobody.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        // The picture is drawn in memory.
        System.setProperty("java.awt.headless", "true");
        try (ConfigurableApplicationContext context = open(Parts.class)) {
            BridgeSettings settings = context.getBean(BridgeSettings.class);
            BridgeSettings.Shop shop = shop(settings);
            Script script = script(context, shop);
            return dryRun ? print(script, shop) : walk(context, script, shop);
        } catch (WalkStopped stopped) {
            throw new NotDone(stopped.why().en(), stopped.why().ja());
        }
    }

    private Script script(ConfigurableApplicationContext context, BridgeSettings.Shop shop) {
        return new Script(
                context.getBean(TiktokRequests.class),
                shop.key(),
                category,
                shop.tiktok().categoryVersion());
    }

    private BridgeSettings.Shop shop(BridgeSettings settings) {
        return settings.shops().stream()
                .filter(each -> shopKey == null || each.key().equals(shopKey))
                .findFirst()
                .orElseThrow(() -> new NotDone(
                        "There is no shop '" + shopKey + "' in bridge.shops.",
                        "bridge.shops にショップ「" + shopKey + "」はありません。"));
    }

    private int print(Script script, BridgeSettings.Shop shop) {
        WalkState planned = WalkState.planned(shop.key(), shop.tiktok().apiBaseUrl());
        out().println("# " + shop.tiktok().apiBaseUrl());
        for (Step step : script.steps()) {
            PlainCall call = step.call().apply(planned);
            out().println(step.name() + ": " + URLDecoder.decode(Walk.shown(call), StandardCharsets.UTF_8));
            byte[] body = call.json();
            if (body != null) {
                out().println("    " + new String(body, StandardCharsets.UTF_8));
            }
        }
        return FINE;
    }

    private int walk(ConfigurableApplicationContext context, Script script, BridgeSettings.Shop shop)
            throws IOException {
        Clock clock = context.getBean(Clock.class);
        Files.createDirectories(folder);
        WalkState state = WalkState.open(
                folder.resolve("state.json"), shop.key(), shop.tiktok().apiBaseUrl(), clock);
        Walk.Pace pace = new Walk.Pace(Duration.ofMinutes(patience), Duration.ofMillis(500), Duration.ofSeconds(30));
        try (PlainCaller caller = PlainCaller.of(
                shop, context.getBean(Authorizations.class), context.getBean(HourlyCalls.class), clock)) {
            Sentence stopped = null;
            try {
                new Walk(caller, script, state, pace, clock, out()::println).run();
            } catch (WalkStopped notYet) {
                stopped = notYet.why();
            } catch (Failure notNow) {
                stopped = notNow.code().equals(HourlyCalls.SPENT)
                        ? Messages.sentence("certification.hour-spent")
                        : notNow.sentence();
            }
            Report report = Report.of(state, pretended(script, shop, clock), stopped == null, clock.instant());
            Files.writeString(folder.resolve("report.json"), report.json());
            Files.writeString(folder.resolve("report.md"), report.markdown());
            out().println(report.count("breaches") + " answers against the contract, " + report.count("differences")
                    + " differences from the sandbox: " + folder.resolve("report.md"));
            if (stopped != null) {
                throw new NotDone(stopped.en(), stopped.ja());
            }
            return report.hasFindings() ? FOUND : FINE;
        }
    }

    /** The same walk at the pretend shop, from its beginning, in memory. */
    static WalkState pretended(Script script, BridgeSettings.Shop shop, Clock clock) {
        Counterpart counterpart =
                ServiceLoader.load(Counterpart.class).findFirst().orElse(null);
        if (counterpart == null) {
            return WalkState.open(null, shop.key(), "", clock);
        }
        try (Counterpart.End end = counterpart.open();
                PlainCaller caller = PlainCaller.of(
                        end.base(),
                        end.appKey(),
                        end.appSecret(),
                        end.accessToken(),
                        end.shopCipher(),
                        Objects.requireNonNull(clock))) {
            WalkState state = WalkState.open(null, shop.key(), end.base().toString(), clock);
            Walk.Pace quick = new Walk.Pace(Duration.ofSeconds(20), Duration.ofMillis(100), Duration.ofMillis(200));
            new Walk(caller, script, state, quick, clock, step -> {}).run();
            return state;
        }
    }

    /** No configuration by name, or the application would find it. */
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class
    })
    @Import(CertificationParts.class)
    static class Parts {}
}
