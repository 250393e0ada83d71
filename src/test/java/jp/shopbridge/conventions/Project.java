package jp.shopbridge.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.beans.Introspector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What route files may refer to: the settings, beans, mappings, statements and shapes that exist in this project. */
final class Project {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("jp.shopbridge");

    private final Set<String> settings = new TreeSet<>();
    private final Map<String, JavaClass> beans = new HashMap<>();
    private final Set<String> shapeFields = new HashSet<>();

    Project() {
        readSettings();
        readBeans();
        readShapes();
    }

    /** The compiled classes of the application, without tests. */
    static JavaClasses classes() {
        return CLASSES;
    }

    /** The files of {@code routes/} and of the folders below, by path, with what they make of each other's templates. */
    static List<RouteFile> routeFiles() {
        List<RouteFile> files = files(Path.of("routes"), ".camel.yaml").stream()
                .map(RouteFile::read)
                .toList();
        Map<String, JsonNode> templates = new HashMap<>();
        files.forEach(file -> templates.putAll(file.templates()));
        return files.stream().map(file -> file.withTemplates(templates)).toList();
    }

    /** The regular files below a directory whose names end so, by path; none when there is no such directory. */
    static List<Path> files(Path directory, String ending) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(path -> path.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + directory + " could not be read.", e);
        }
    }

    static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " could not be read.", e);
        }
    }

    /** Every setting with a default in {@code application*.yaml}. */
    Set<String> settings() {
        return settings;
    }

    Optional<JavaClass> bean(String name) {
        return Optional.ofNullable(beans.get(name));
    }

    boolean hasMapping(String name) {
        return Files.exists(Path.of("mappings", name + ".mapping.yaml"));
    }

    boolean hasResource(String path) {
        return Files.exists(RESOURCES.resolve(path));
    }

    /** Whether the application itself brings the Camel component of this scheme. */
    boolean hasOwnComponent(String scheme) {
        return hasResource("META-INF/services/org/apache/camel/component/" + scheme) || beans.containsKey(scheme);
    }

    /** The names of the fields of futureshop's, our and TikTok's shapes. */
    Set<String> shapeFields() {
        return shapeFields;
    }

    private void readSettings() {
        for (Path file : files(RESOURCES, ".yaml")) {
            if (!file.getFileName().toString().startsWith("application")) {
                continue;
            }
            try {
                flatten("", YAML.readTree(text(file)), settings);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " is not readable YAML.", e);
            }
        }
    }

    private static void flatten(String prefix, JsonNode node, Set<String> into) {
        if (!node.isObject()) {
            into.add(prefix);
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            flatten(prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey(), field.getValue(), into);
        }
    }

    private void readBeans() {
        for (JavaClass type : CLASSES) {
            if (type.isAnnotatedWith(Component.class) || type.isMetaAnnotatedWith(Component.class)) {
                String given = type.tryGetAnnotationOfType(Component.class)
                        .map(Component::value)
                        .orElse("");
                beans.put(given.isEmpty() ? Introspector.decapitalize(type.getSimpleName()) : given, type);
            }
            for (JavaMethod method : type.getMethods()) {
                method.tryGetAnnotationOfType(Bean.class).ifPresent(bean -> {
                    List<String> names = new ArrayList<>(List.of(bean.value()));
                    names.addAll(List.of(bean.name()));
                    if (names.isEmpty()) {
                        names.add(method.getName());
                    }
                    names.forEach(name -> beans.put(name, method.getRawReturnType()));
                });
            }
        }
    }

    private void readShapes() {
        for (Path file : files(Path.of("mappings/shapes"), ".json")) {
            try {
                RouteFile.walk(new ObjectMapper().readTree(text(file)), entry -> {
                    if (entry.key().equals("properties") && entry.node().isObject()) {
                        entry.node().fieldNames().forEachRemaining(shapeFields::add);
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(file + " is not readable JSON.", e);
            }
        }
        // Unmistakable even before the shapes are read.
        shapeFields.addAll(
                List.of("productList", "nextUrl", "variationList", "seller_sku", "main_images", "category_id"));
    }
}
