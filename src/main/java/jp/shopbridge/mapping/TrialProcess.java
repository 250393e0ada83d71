package jp.shopbridge.mapping;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.TransientFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries files in a process of its own, with a heap of its own and a deadline, so that whatever they do to a Java program
 * they do to that one. It knows no setting and no secret of this process, and ends with it.
 */
public final class TrialProcess implements MappingTrial {

    private static final Logger LOG = LoggerFactory.getLogger(TrialProcess.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final MappingTrialSettings settings;

    /** Tries by these settings. */
    public TrialProcess(MappingTrialSettings settings) {
        this.settings = settings;
    }

    /** What the process said: the last place it worked at, and the verdict unless it ended before. */
    private static final class Said {
        private volatile Position at = new Position(".", 1, 1);
        private volatile @Nullable Verdict verdict;
    }

    @Override
    public Verdict of(MappingFiles files, BooleanSupplier abandoned) {
        Findings findings = new Findings();
        if (!FileSizes.fit(files, findings)) {
            return new Verdict(findings.sorted(), 0);
        }
        Process process = started();
        Said said = new Said();
        FutureTask<@Nullable Void> talk = new FutureTask<>(() -> {
            talk(process, files, said);
            return null;
        });
        Thread thread = new Thread(talk, "mapping-trial-" + process.pid());
        thread.setDaemon(true);
        thread.start();
        try {
            for (Duration waited = Duration.ZERO;
                    waited.compareTo(settings.deadline()) < 0;
                    waited = waited.plus(LOOK)) {
                if (ended(talk)) {
                    Verdict verdict = said.verdict;
                    return verdict != null ? verdict : stopped(said.at, process);
                }
                if (abandoned.getAsBoolean()) {
                    throw new TransientFailure(
                            "MAPPING_TRIAL_ABANDONED",
                            Messages.sentence("MAPPING_TRIAL_ABANDONED.nobody-waited-trial-mappings-any"));
                }
            }
            LOG.warn("Trying mapping files was stopped after {}, at {}.", settings.deadline(), said.at);
            return refused(
                    said.at,
                    Messages.sentence(
                            "mapping.up-rule-case-takes-longer",
                            settings.deadline().toSeconds()));
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean ended(FutureTask<?> talk) {
        try {
            talk.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            // A process that dies breaks the pipe; what it said before counts.
            LOG.debug("The process in which mapping files are tried broke off.", e);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(
                    "MAPPING_TRIAL_ABANDONED",
                    Messages.sentence("MAPPING_TRIAL_ABANDONED.application-stopping-so-trial-mappings"),
                    e);
        }
    }

    private Verdict stopped(Position at, Process process) {
        LOG.warn("Trying mapping files ended early, at {}; the process: {}.", at, process.info());
        return refused(
                at,
                Messages.sentence(
                        "mapping.trying-rule-case-needs-more", settings.heap().toMegabytes()));
    }

    private static Verdict refused(Position at, Sentence sentence) {
        return new Verdict(
                List.of(new Finding(
                        FindingKind.TOO_LARGE, at, sentence, Messages.sentence("mapping.make-rule-document-smaller"))),
                0);
    }

    private Process started() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + settings.heap().toMegabytes() + "m",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:SharedArchiveFile="))
                .forEach(command::add);
        URL here = TrialProcess.class.getProtectionDomain().getCodeSource().getLocation();
        String classPath = System.getProperty("java.class.path");
        if (here.getProtocol().equals("jar")) {
            // Only the jar's own launcher finds what is packed into it.
            command.addAll(List.of("-jar", classPath, TrialCommand.NAME));
        } else {
            command.addAll(List.of("-cp", classPath, TrialCommand.class.getName()));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        try {
            return builder.start();
        } catch (IOException e) {
            throw new TransientFailure("MAPPING_TRIAL_UNAVAILABLE", Messages.sentence("MAPPING_TRIAL_UNAVAILABLE"), e);
        }
    }

    private static void talk(Process process, MappingFiles files, Said said) {
        try (Writer to = process.outputWriter(StandardCharsets.UTF_8);
                BufferedReader from = process.inputReader(StandardCharsets.UTF_8)) {
            to.write(Json.text(files.toJson()));
            to.write('\n');
            to.flush();
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                if (line.startsWith(TrialCommand.AT)) {
                    said.at = Json.MAPPER.readValue(line.substring(1), Position.class);
                } else if (line.startsWith(TrialCommand.VERDICT)) {
                    said.verdict = Json.MAPPER.readValue(line.substring(1), Verdict.class);
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
