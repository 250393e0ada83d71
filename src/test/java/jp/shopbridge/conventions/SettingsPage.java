package jp.shopbridge.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Makes {@code docs/settings.md}: every setting of {@code application.yaml}, of the profiles' files and of the records that are
 * bound. What a setting does is said by the record that holds it, else by its comment in the file, else, where it is a setting of
 * Spring Boot's or Camel's, by the description that comes with them.
 */
final class SettingsPage {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern COMMENT = Pattern.compile("\\s# (.+)$");
    private static final String HEAD =
            """
            # Settings

            Every setting with its default, made from the program: `src/main/resources/application.yaml`, the profiles' files beside it,
            and the records that the settings are read into. What is not named here and belongs to Spring Boot or Camel can be set as well.

            A setting is given in a YAML file beside the jar, on the command line (`--intake.period=5m`) or in the environment: capital
            letters, dashes left out, dots and brackets as underlines (`INTAKE_PERIOD`, `BRIDGE_SHOPS_0_KEY`). A secret may stand in a file
            ([how](operations.md#how-do-i-keep-secrets-in-files)). `…[]` stands for each entry of a list, `…<name>` for a name of your own.
            A value that cannot be used refuses the start with a sentence.

            | kind | written as |
            | --- | --- |
            | duration | `500ms`, `30s`, `10m`, `6h`, `30d`; a number alone is milliseconds |
            | size | `16KB`, `20MB`, `1GB`; a number alone is bytes |
            | schedule | seconds, minutes, hours, day, month, day of the week, in Japan's time: `0 30 4 * * ?` is every night at 4:30 |
            | list | entries separated by commas, or a YAML list |
            | yes or no | `true`, `false` |
            """;

    private record Setting(String name, String standard, String kind, String effect) {}

    private record Written(String value, @Nullable String comment) {}

    private final Map<String, Setting> bound = new LinkedHashMap<>();
    private final Map<String, String> frameworks = new HashMap<>();
    private final List<String> silent = new ArrayList<>();

    private SettingsPage() {}

    /** The page as it has to stand. */
    static String made() throws IOException, ClassNotFoundException {
        return new SettingsPage().make();
    }

    private String make() throws IOException, ClassNotFoundException {
        readRecords();
        readFrameworks();
        Map<String, Written> all = written("application.yaml");
        Map<String, Written> live = written("application-live.yaml");
        Map<String, Written> sandbox = written("application-sandbox.yaml");
        Map<String, List<Setting>> sections = new LinkedHashMap<>();
        Map<String, Setting> left = new LinkedHashMap<>(bound);
        all.forEach((name, written) -> add(sections, ofFile(name, written, left.remove(name), live, sandbox)));
        left.values().forEach(setting -> add(sections, setting));
        sandbox.forEach((name, written) -> {
            if (!all.containsKey(name) && name.startsWith("sandbox.")) {
                add(sections, ofFile(name, written, null, Map.of(), Map.of()));
            }
        });
        live.forEach((name, written) -> {
            if (!all.containsKey(name)) {
                add(sections, ofFile(name, written, null, Map.of(), sandbox));
            }
        });
        if (!silent.isEmpty()) {
            throw new AssertionError(
                    "Nothing says what these settings do; write an @param of their record, or a comment beside"
                            + " their default in application.yaml: " + silent);
        }
        StringBuilder page = new StringBuilder(HEAD);
        sections.forEach((section, settings) -> {
            page.append("\n## ")
                    .append(section)
                    .append("\n\n| setting | default | kind | what it does |\n| --- | --- | --- | --- |\n");
            settings.forEach(setting -> page.append("| `")
                    .append(setting.name())
                    .append("` | ")
                    .append(setting.standard())
                    .append(" | ")
                    .append(setting.kind())
                    .append(" | ")
                    .append(setting.effect().replace("|", "\\|"))
                    .append(" |\n"));
        });
        return page.toString();
    }

    private static void add(Map<String, List<Setting>> sections, Setting setting) {
        String section = setting.name().replaceFirst("\\..*", "");
        sections.computeIfAbsent(section, none -> new ArrayList<>()).add(setting);
    }

    private Setting ofFile(
            String name,
            Written written,
            @Nullable Setting record,
            Map<String, Written> live,
            Map<String, Written> sandbox) {
        String effect = record != null ? record.effect() : written.comment();
        if (effect == null) {
            effect = frameworks.get(name);
        }
        if (effect == null) {
            silent.add(name);
            effect = "";
        }
        StringBuilder standard = new StringBuilder(code(written.value()));
        standard.append(inProfile("live", live.get(name), written));
        standard.append(inProfile("sandbox", sandbox.get(name), written));
        String kind = record == null || record.kind().equals("text") ? kind(written.value()) : record.kind();
        return new Setting(name, standard.toString(), kind, effect);
    }

    private static String inProfile(String profile, @Nullable Written there, Written everywhere) {
        return there == null || there.value().equals(everywhere.value())
                ? ""
                : "; in " + profile + " " + code(there.value());
    }

    private static String code(String value) {
        return value.isEmpty() ? "none" : "`" + value.replace("|", "\\|") + "`";
    }

    private static String kind(String value) {
        if (value.matches("\\d+(ms|s|m|h|d)")) {
            return "duration";
        }
        if (value.matches("\\d+(B|KB|MB|GB)")) {
            return "size";
        }
        if (value.matches("[\\d*]+ [\\d*]+ \\S+ \\S+ \\S+ \\S+")) {
            return "schedule";
        }
        if (value.matches("true|false")) {
            return "yes or no";
        }
        return value.matches("\\d+") ? "whole number" : "text";
    }

    // --- the files

    private static Map<String, Written> written(String file) throws IOException {
        String text = Files.readString(RESOURCES.resolve(file));
        Map<String, Written> found = new LinkedHashMap<>();
        new Compose(LoadSettings.builder().build())
                .composeString(text)
                .ifPresent(root -> collect(root, "", text.lines().toList(), found));
        return found;
    }

    private static void collect(Node node, String prefix, List<String> lines, Map<String, Written> found) {
        for (NodeTuple entry : ((MappingNode) node).getValue()) {
            String name = prefix + ((ScalarNode) entry.getKeyNode()).getValue();
            Node value = entry.getValueNode();
            if (value instanceof MappingNode) {
                collect(value, name + ".", lines, found);
            } else if (!(value instanceof SequenceNode list) || list.getValue().isEmpty()) {
                String text = value instanceof ScalarNode scalar ? scalar.getValue() : "";
                int line = entry.getKeyNode().getStartMark().orElseThrow().getLine();
                found.put(name, new Written(text, comment(lines, line)));
            }
        }
    }

    private static @Nullable String comment(List<String> lines, int line) {
        Matcher beside = COMMENT.matcher(lines.get(line));
        if (beside.find()) {
            return beside.group(1);
        }
        List<String> above = new ArrayList<>();
        for (int i = line - 1; i >= 0 && lines.get(i).strip().startsWith("#"); i--) {
            above.add(lines.get(i).strip().substring(1).strip());
        }
        Collections.reverse(above);
        return above.isEmpty() ? null : String.join(" ", above);
    }

    // --- the records

    private void readRecords() throws IOException, ClassNotFoundException {
        Map<String, List<Class<?>>> byPrefix = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                if (Files.readString(file).contains("\n@ConfigurationProperties(")) {
                    Class<?> type = Class.forName(SOURCES.relativize(file)
                            .toString()
                            .replace(".java", "")
                            .replace('/', '.'));
                    String prefix =
                            type.getAnnotation(ConfigurationProperties.class).value();
                    byPrefix.computeIfAbsent(prefix, none -> new ArrayList<>()).add(type);
                }
            }
        }
        for (Map.Entry<String, List<Class<?>>> entry : byPrefix.entrySet()) {
            for (Class<?> type : entry.getValue()) {
                components(type, entry.getKey() + ".", null);
            }
        }
    }

    private void components(Class<?> type, String prefix, @Nullable String group) throws IOException {
        Map<String, String> said = said(type);
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + dashed(component.getName());
            String effect = said.getOrDefault(component.getName(), group);
            Class<?> kind = component.getType();
            if (kind.isRecord()) {
                components(kind, name + ".", effect);
            } else if (entry(component.getGenericType()) instanceof Class<?> each && each.isRecord()) {
                components(each, name + (kind == Map.class ? ".<name>." : "[]."), effect);
            } else {
                put(name, component, effect);
            }
        }
    }

    private void put(String name, RecordComponent component, @Nullable String effect) {
        if (effect == null) {
            silent.add(name);
        }
        DefaultValue standard = component.getAnnotation(DefaultValue.class);
        if (standard == null) {
            standard = parameterDefault(component);
        }
        String value = standard == null ? "" : String.join(",", standard.value());
        bound.putIfAbsent(name, new Setting(name, code(value), kind(component.getType()), String.valueOf(effect)));
    }

    // The annotation is one of parameters, so that it stands at the constructor and not at the component.
    private static @Nullable DefaultValue parameterDefault(RecordComponent component) {
        Class<?> type = component.getDeclaringRecord();
        RecordComponent[] all = type.getRecordComponents();
        for (int i = 0; i < all.length; i++) {
            if (all[i].getName().equals(component.getName())) {
                return Stream.of(type.getDeclaredConstructors())
                        .filter(constructor -> constructor.getParameterCount() == all.length)
                        .findFirst()
                        .orElseThrow()
                        .getParameters()[i]
                        .getAnnotation(DefaultValue.class);
            }
        }
        return null;
    }

    private static @Nullable Type entry(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return arguments[arguments.length - 1];
        }
        return null;
    }

    private static String kind(Class<?> type) {
        if (type == Duration.class) {
            return "duration";
        }
        if (type == DataSize.class) {
            return "size";
        }
        if (type == boolean.class) {
            return "yes or no";
        }
        if (type == int.class || type == long.class || type == Integer.class) {
            return "whole number";
        }
        if (type == double.class || type == BigDecimal.class) {
            return "number";
        }
        if (type == ZoneId.class) {
            return "time zone";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "list";
        }
        return type == Map.class ? "values by name" : "text";
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** What the documentation of a record says of each component. */
    private static Map<String, String> said(Class<?> type) throws IOException {
        Class<?> top = type;
        for (Class<?> outer = type.getEnclosingClass(); outer != null; outer = outer.getEnclosingClass()) {
            top = outer;
        }
        String source =
                Files.readString(SOURCES.resolve(ClassUtils.convertClassNameToResourcePath(top.getName()) + ".java"));
        Matcher comment = Pattern.compile(
                        "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@[^\\n]*\\s+)*(?:\\w+ )*record " + type.getSimpleName()
                                + "\\(",
                        Pattern.DOTALL)
                .matcher(source);
        Map<String, String> said = new HashMap<>();
        if (comment.find()) {
            String text = comment.group(1).replaceAll("\\n\\s*\\* ?", " ").replaceAll("\\s+", " ");
            for (String part : text.split("@param ", -1)) {
                int blank = part.indexOf(' ');
                if (blank > 0) {
                    said.put(
                            part.substring(0, blank),
                            part.substring(blank + 1)
                                    .replaceAll("\\{@(?:code|link) (\\{\\{[^}]*}}|[^}]*)}", "`$1`")
                                    .replaceAll("</?code>", "`")
                                    .replace("`leastRate`", "`least-rate`")
                                    .strip());
                }
            }
        }
        return said;
    }

    // --- what comes with Spring Boot and Camel

    private void readFrameworks() throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (URL file : Collections.list(
                SettingsPage.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            JsonNode properties;
            try (InputStream content = file.openStream()) {
                properties = json.readTree(content).path("properties");
            }
            for (JsonNode property : properties) {
                String description = property.path("description").asText();
                if (!description.isBlank()) {
                    frameworks.putIfAbsent(
                            property.path("name").asText(), description.strip().replaceAll("\\s+", " "));
                }
            }
        }
    }

    /** The names of all settings on the page. */
    static Set<String> named(String page) {
        return Pattern.compile("(?m)^\\| `([^`]+)` \\|")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
