package jp.shopbridge.mapping;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.mapping.function.Constraint;
import jp.shopbridge.mapping.function.Constraints;
import jp.shopbridge.mapping.function.Function;
import jp.shopbridge.mapping.function.Functions;

/**
 * Characters that only look like those of YAML, where it needs its own: the full-width colon behind a key, the full-width space
 * and the space that breaks no line (NBSP) before one or behind its colon. A parser tells of them a line later, if at all, and
 * not by name.
 */
final class Lookalikes {

    private static final String SPACES = "[\\u3000\\u00a0]";
    private static final String KEY = "(" + keys() + ")";
    private static final List<Pattern> PLACES = List.of(
            Pattern.compile("(?:^\\s*(?:-\\s+)*|[{,]\\s*)[\"']?" + KEY + "[\"']?\\s*(?<wrong>：)"),
            Pattern.compile("^[ ]*(?<wrong>" + SPACES + ")[ \\u3000\\u00a0]*(?:-\\s+)?" + KEY + "\\s*[:：]"),
            Pattern.compile("^\\s*-(?<wrong>" + SPACES + ")"),
            Pattern.compile("(?:^\\s*(?:-\\s+)*|[{,]\\s*)" + KEY + "(?<wrong>" + SPACES + ")\\s*:"),
            Pattern.compile("(?:^\\s*(?:-\\s+)*|[{,]\\s*)" + KEY + ":\\s*?(?<wrong>" + SPACES + ")"));

    private Lookalikes() {}

    private static String keys() {
        Set<String> keys = new HashSet<>(MappingReader.RULE);
        keys.addAll(MappingReader.HEADER);
        keys.addAll(MappingReader.LOOKUP);
        keys.addAll(MappingReader.SKIP);
        keys.addAll(MappingReader.TEMPLATE);
        keys.addAll(MappingReader.STEP_EXTRAS);
        keys.addAll(CaseReader.CASE);
        keys.addAll(CaseReader.FILE);
        keys.addAll(CaseReader.CHANGED_SAMPLE);
        keys.addAll(Set.of("use", "for-each", "say", "code", "ja", "en", "at", "one-of", "summary"));
        Stream.concat(
                        Functions.standard().all().stream().map(Function::name),
                        Constraints.all().stream().map(Constraint::name))
                .forEach(keys::add);
        return keys.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    }

    /** Whether there is none; a finding for each line with one. */
    static boolean none(String file, String text, Findings findings) {
        boolean none = true;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.stripLeading().startsWith("#")) {
                continue;
            }
            for (Pattern place : PLACES) {
                Matcher found = place.matcher(line);
                if (found.find()) {
                    findings.add(
                            FindingKind.LOOKALIKE_CHARACTER,
                            new Position(file, number, found.start("wrong") + 1),
                            switch (found.group("wrong")) {
                                case "：" -> Messages.sentence("mapping.full-width-colon");
                                case "\u3000" -> Messages.sentence("mapping.full-width-space");
                                default -> Messages.sentence("mapping.no-break-space");
                            },
                            Messages.sentence("mapping.write-it-in-half-width"));
                    none = false;
                    break;
                }
            }
        }
        return none;
    }
}
