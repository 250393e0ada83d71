package jp.shopbridge.mapping;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import jp.shopbridge.Command;
import jp.shopbridge.Json;

/**
 * What a {@link TrialProcess} runs: one line with the files as JSON comes in; lines with the place that is worked at go out,
 * and at last the verdict. Ends when whoever started it is gone.
 */
public final class TrialCommand implements Command {

    /** The first argument that means this. */
    static final String NAME = "try-mappings";

    /** Begins a line that says where it is at. */
    static final String AT = "@";

    /** Begins the last line. */
    static final String VERDICT = "=";

    /** Started as a program of its own where the classes are not packed. */
    public static void main(String[] arguments) {
        System.exit(new TrialCommand().run(arguments));
    }

    @Override
    public Set<String> names() {
        return Set.of(NAME);
    }

    @Override
    public int run(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            String files = in.readLine();
            endWith(in);
            out.println(VERDICT + Json.MAPPER.writeValueAsString(verdict(files, out)));
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MappingTrial.Verdict verdict(String files, PrintStream out) {
        Findings findings = new Findings(at -> out.println(AT + Json.text(Json.MAPPER.valueToTree(at))));
        AtomicInteger cases = new AtomicInteger();
        findings.guard(() -> {
            MappingSet set = MappingSet.parse(MappingFiles.of(Json.parseObject(files)), findings);
            cases.set(set.cases().size());
            if (!findings.hasErrors()) {
                set.runCases(findings);
            }
        });
        return new MappingTrial.Verdict(findings.sorted(), cases.get());
    }

    private static void endWith(Reader in) {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (in.read() >= 0) {
                            // Nothing more is said; the end is what is waited for.
                        }
                    } catch (IOException e) {
                        // As good as the end.
                    }
                    Runtime.getRuntime().halt(4);
                },
                "whoever-started-it");
        watch.setDaemon(true);
        watch.start();
    }
}
