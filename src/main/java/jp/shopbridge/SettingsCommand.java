package jp.shopbridge;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.shopbridge.failure.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command that takes the application's settings, wherever they are given, and puts a few of its parts together: no server, no
 * routes, no schedules. Settings that are refused at a start are refused here, in the same words.
 */
public abstract class SettingsCommand implements Command, Callable<Integer> {

    /** Exit status: it is done, and all is well. */
    protected static final int FINE = 0;

    /** Exit status: it is done, and something was found. */
    protected static final int FOUND = 1;

    /** Exit status: it could not be done. */
    protected static final int NOT_DONE = 2;

    /** What the exit status of every command means. */
    static final Map<String, String> STATUS = new LinkedHashMap<>();

    static {
        STATUS.put("0", "done, and all is well");
        STATUS.put("1", "done, and something was found that has to be looked at");
        STATUS.put("2", "not done: a wrong call, or something that is needed is not there");
    }

    private static final Pattern SETTING = Pattern.compile("--[A-Za-z][\\w.\\[\\]-]*(=.*)?", Pattern.DOTALL);

    @CommandLine.Unmatched
    private List<String> settings = new ArrayList<>();

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Says how it is called, and does nothing.")
    private boolean help;

    @CommandLine.Spec
    private @Nullable CommandSpec spec;

    /** It cannot be done, for a reason that is told in a sentence. */
    protected static final class NotDone extends RuntimeException {

        /** A reason in English and in Japanese. */
        public NotDone(String en, String ja) {
            super(en + "\n" + ja);
        }
    }

    @Override
    public final Set<String> names() {
        return Set.of(new CommandLine(this).getCommandName());
    }

    @Override
    public final List<CommandLine> usage() {
        return List.of(line());
    }

    @Override
    public final int run(String[] arguments) {
        return run(
                arguments,
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    /** Does it, and writes to these. */
    public final int run(String[] arguments, PrintWriter out, PrintWriter err) {
        int status = line().setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((problem, line, parsed) -> {
                    sentence(problem).ifPresent(err::println);
                    return problem instanceof NotDone ? NOT_DONE : refused();
                })
                .execute(Arrays.copyOfRange(arguments, 1, arguments.length));
        out.flush();
        err.flush();
        return status;
    }

    private CommandLine line() {
        CommandLine line = new CommandLine(this);
        line.getCommandSpec().usageMessage().exitCodeListHeading("%nExit status:%n");
        line.getCommandSpec().usageMessage().exitCodeList(STATUS);
        line.getCommandSpec()
                .usageMessage()
                .footer("", "Settings are given as for a start: --NAME=VALUE, the environment, files.");
        return line;
    }

    /** The exit status when the settings are refused, or something is not there. */
    protected int refused() {
        return NOT_DONE;
    }

    /** Where it writes to. */
    protected final PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    /** Puts these parts together; they are no configuration by name, or the application would find them, too. */
    protected final ConfigurableApplicationContext open(Class<?> parts) {
        settings.stream()
                .filter(setting -> !SETTING.matcher(setting).matches())
                .findFirst()
                .ifPresent(stray -> {
                    throw new NotDone(
                            "'" + stray + "' is neither an argument of this command nor a setting (--NAME=VALUE).",
                            "「" + stray + "」はこのコマンドの引数でも設定（--名前=値）でもありません。");
                });
        return new SpringApplicationBuilder(parts)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties("spring.main.banner-mode=off")
                .run(quiet());
    }

    private String[] quiet() {
        // Of the log only what is wrong with the settings; the rest is told in sentences.
        return Stream.concat(
                        settings.stream(),
                        Stream.of(
                                "--sandbox.enabled=false",
                                "--logging.level.root=OFF",
                                "--logging.level.jp.shopbridge=OFF",
                                "--logging.level.org.springframework.boot.diagnostics=ERROR"))
                .toArray(String[]::new);
    }

    /** What went wrong; nothing where the start has said it already. */
    private static Optional<String> sentence(Throwable thrown) {
        Throwable root = thrown;
        boolean said = false;
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            root = each;
            said |= each instanceof BindException || each.getClass().getName().startsWith("jp.shopbridge.");
            if (each instanceof NotDone reason) {
                return Optional.of(String.valueOf(reason.getMessage()));
            }
            if (each instanceof Failure failure) {
                return Optional.of(
                        failure.sentence().en() + "\n" + failure.sentence().ja());
            }
            if (each instanceof SQLException e) {
                return Optional.of("The database cannot be asked: "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                        + "\n"
                        + "An H2 database serves one process only: stop the bridge first. A database that no bridge of"
                        + " this release has opened yet has to be upgraded by a start or by the command migrate"
                        + " first.");
            }
        }
        return said ? Optional.empty() : Optional.of(root.toString());
    }
}
