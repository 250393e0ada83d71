package jp.shopbridge.mapping;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code test}: every case is tried; with {@code --accept} what came out is written down, with {@code --watch} again and again. */
@CommandLine.Command(name = "test", description = "Lints the mapping files and tries every case.")
final class TestCommand implements Callable<Integer> {

    private static final long LOOK_OUT_MILLIS = 300;

    @CommandLine.Mixin
    private MappingCommand.Common common = new MappingCommand.Common();

    @Option(
            names = "--accept",
            description =
                    "Shows what came out instead of what was expected, and writes it into the cases; comments and order"
                            + " stay, samples are not touched.")
    private boolean accept;

    @Option(names = "--watch", description = "Tries them again whenever a file changes, until it is interrupted.")
    private boolean watch;

    @Override
    public Integer call() throws IOException {
        if (!watch) {
            return once(common.source().read());
        }
        String tried = "";
        int status = MappingCommand.FINE;
        while (!Thread.currentThread().isInterrupted()) {
            MappingFiles files = read();
            if (files != null && !files.fingerprint().equals(tried)) {
                tried = files.fingerprint();
                status = once(files);
                common.out().println("-- waiting for a changed file; Ctrl+C ends --");
                common.out().flush();
            }
            try {
                Thread.sleep(LOOK_OUT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return status;
    }

    /** The files; null while an editor is exchanging one of them. */
    private @Nullable MappingFiles read() {
        try {
            return common.source().read();
        } catch (RuntimeException e) {
            return null;
        }
    }

    private int once(MappingFiles files) throws IOException {
        Findings findings = new Findings();
        AtomicInteger cases = new AtomicInteger();
        AtomicReference<MappingSet> tried = new AtomicReference<>();
        findings.guard(() -> {
            MappingSet set = MappingSet.parse(files, findings);
            cases.set(set.cases().size());
            if (!findings.hasErrors()) {
                set.runCases(findings);
                tried.set(set);
            }
        });
        MappingSet set = tried.get();
        if (accept && set != null && findings.hasErrors()) {
            return accepted(new CaseAcceptance(set).all());
        }
        return MappingCommand.report(findings, common, false, cases + " cases hold.");
    }

    private int accepted(List<CaseAcceptance.Accepted> files) throws IOException {
        Path folder = common.folder();
        int status = MappingCommand.FINE;
        for (CaseAcceptance.Accepted file : files) {
            show(file);
            if (!file.cases().isEmpty()) {
                Files.write(folder.resolve(file.path()), file.text().getBytes(StandardCharsets.UTF_8));
            }
            common.out().println(file.path() + ": " + file.cases().size() + " cases accepted.");
            for (String name : file.left()) {
                common.out()
                        .println("    left for you, because it fails, no longer fails, or would expect nothing: "
                                + name);
                status = MappingCommand.FOUND;
            }
        }
        return status;
    }

    /** The lines that are exchanged, as a comparison shows them. */
    private void show(CaseAcceptance.Accepted file) {
        List<String> before = file.before().lines().toList();
        List<String> after = file.text().lines().toList();
        int a = 0;
        int b = 0;
        while (a < before.size() || b < after.size()) {
            if (a < before.size() && b < after.size() && before.get(a).equals(after.get(b))) {
                a++;
                b++;
                continue;
            }
            int nextA = a;
            int nextB = b;
            for (int distance = 1; distance < before.size() + after.size(); distance++) {
                int found = meeting(before, after, a, b, distance);
                if (found >= 0) {
                    nextA = a + found;
                    nextB = b + distance - found;
                    break;
                }
                nextA = before.size();
                nextB = after.size();
            }
            for (; a < nextA; a++) {
                common.out()
                        .println(file.path() + ":" + (a + 1) + " - "
                                + before.get(a).strip());
            }
            for (; b < nextB; b++) {
                common.out()
                        .println(file.path() + ":" + (b + 1) + " + "
                                + after.get(b).strip());
            }
        }
    }

    /** How many lines of the first text are gone when both go on alike after so many lines altogether; -1 when they do not. */
    private static int meeting(List<String> before, List<String> after, int a, int b, int distance) {
        for (int gone = 0; gone <= distance; gone++) {
            int inA = a + gone;
            int inB = b + distance - gone;
            if (inA < before.size()
                    && inB < after.size()
                    && !before.get(inA).isBlank()
                    && before.get(inA).equals(after.get(inB))) {
                return gone;
            }
        }
        return -1;
    }
}
