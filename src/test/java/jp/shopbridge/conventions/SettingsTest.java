package jp.shopbridge.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Every setting has its default in application.yaml, and nowhere else. That of routes is a rule for routes. */
class SettingsTest {

    private static final Pattern DEFAULT_IN_PLACE = Pattern.compile(
            "@Value\\(\"\\$\\{[^}:\"]+:" // @Value("${setting:default}")
                    + "|getProperty\\(\\s*[\\w.\"-]+\\s*,\\s*[\\w.]+\\.class\\s*," // getProperty("setting", Type.class,
                    // default)
                    + "|getProperty\\(\\s*\"[a-z-]+(\\.[a-z-]+)+\"\\s*,\\s*\"[^\"(]"); // getProperty("setting",
    // "default")

    private final Set<String> declared = new Project().settings();

    @ConfigurationProperties("publishing")
    record Offending(@DefaultValue("30s") Duration firstRetry, int unheardOf, @Nullable String optional, Below images) {

        record Below(@DefaultValue("3") int redirects, Duration longest) {}
    }

    @Test
    void everySettingOfARecordHasItsDefaultInTheFileAlone() {
        List<String> problems = new ArrayList<>();
        for (JavaClass type : Project.classes()) {
            if (type.isAnnotatedWith(ConfigurationProperties.class)) {
                problems.addAll(problems(type.reflect()));
            }
        }

        assertThat(problems).isEmpty();
    }

    @Test
    void noDefaultStandsWhereASettingIsRead() {
        List<String> problems = new ArrayList<>();
        for (Path source : Project.files(Path.of("src/main/java"), ".java")) {
            DEFAULT_IN_PLACE
                    .matcher(Project.text(source))
                    .results()
                    .forEach(found -> problems.add(source + ": " + found.group() + " – write it in application.yaml."));
        }

        assertThat(problems).isEmpty();
    }

    @Test
    void defaultsElsewhereAndSettingsWithoutOneAreSeen() {
        assertThat(problems(Offending.class))
                .containsExactly(
                        "publishing.first-retry has a default in Offending; write it in application.yaml alone.",
                        "publishing.unheard-of has no default in application.yaml.",
                        "publishing.images.redirects has a default in Below; write it in application.yaml alone.");
        assertThat(List.of(
                        "@Value(\"${intake.period:10m}\") Duration period",
                        "settings.getProperty(\"intake.period\", Duration.class, Duration.ZERO)",
                        "settings.getProperty(\"intake.period\", \"10m\")"))
                .allMatch(line -> DEFAULT_IN_PLACE.matcher(line).find());
        assertThat(List.of(
                        "@Value(\"${intake.period}\") Duration period",
                        "settings.getRequiredProperty(\"intake.period\", Duration.class)",
                        "settings.getProperty(\"staging.back-up-dir\", \"\")"))
                .noneMatch(line -> DEFAULT_IN_PLACE.matcher(line).find());
    }

    private List<String> problems(Class<?> settings) {
        List<String> problems = new ArrayList<>();
        walk(settings, settings.getAnnotation(ConfigurationProperties.class).value(), problems);
        return problems;
    }

    /** The entries of a list are not walked: no file can hold the defaults of entries that it does not have. */
    private void walk(Class<?> type, String prefix, List<String> problems) {
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
            DefaultValue inPlace = parameter(type, i).getAnnotation(DefaultValue.class);
            if (component.getType().isRecord()) {
                walk(component.getType(), name, problems);
            } else if (inPlace != null && inPlace.value().length > 0) {
                problems.add(
                        name + " has a default in " + type.getSimpleName() + "; write it in application.yaml alone.");
            } else if (inPlace == null
                    && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && !declared.contains(name)) {
                problems.add(name + " has no default in application.yaml.");
            }
        }
    }

    private static Parameter parameter(Class<?> type, int number) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            return canonical.getParameters()[number];
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " is a record without its constructor.", e);
        }
    }
}
