package jp.shopbridge.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.shopbridge.Lib;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The route files of a folder, as bytes by path below it.
 *
 * @param place the folder, for a message
 * @param found whether there is such a folder
 * @param files those that Camel is given
 * @param overlooked YAML files that it is not given, because of their name or their place
 * @param whole whether they are to be everything that the application runs
 */
public record RouteFiles(
        String place, boolean found, Map<String, byte[]> files, Set<String> overlooked, boolean whole) {

    private static final Pattern TAKEN = Pattern.compile("(api/)?[^/]+\\.camel\\.yaml");
    private static final String PACKED = "classpath:routes";

    /** The files of a folder, named as the setting {@code bridge.routes-dir} names it. */
    public static RouteFiles of(String location) {
        return location.startsWith("classpath:")
                ? packed(location)
                : directory(Path.of(location.startsWith("file:") ? location.substring(5) : location));
    }

    /** The files of a folder on disk. */
    public static RouteFiles directory(Path folder) {
        Map<String, byte[]> files = new TreeMap<>();
        Set<String> overlooked = new TreeSet<>();
        if (!Files.isDirectory(folder)) {
            return new RouteFiles(folder.toString(), false, files, overlooked, true);
        }
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (TAKEN.matcher(path).matches()) {
                    files.put(path, Files.readAllBytes(file));
                } else if (!("/" + path).contains("/.")
                        && path.toLowerCase(Locale.ROOT).matches(".*\\.ya?ml")) {
                    overlooked.add(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The routes folder " + folder + " cannot be read; check its permissions.", e);
        }
        return new RouteFiles(folder.toString(), true, files, overlooked, true);
    }

    /** The files that the application brings. */
    public static RouteFiles packed() {
        return packed(PACKED);
    }

    private static RouteFiles packed(String location) {
        RouteFiles all = matching(location + "/*.camel.yaml," + location + "/api/*.camel.yaml");
        return new RouteFiles(location, !all.files().isEmpty(), all.files(), Set.of(), true);
    }

    /** The files that patterns of Spring's name, as Camel is given them; perhaps not all. */
    public static RouteFiles matching(String patterns) {
        Map<String, byte[]> files = new TreeMap<>();
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(Lib.loader());
        for (String pattern : patterns.split(",", -1)) {
            try {
                for (Resource resource : resolver.getResources(pattern.strip())) {
                    String name = String.valueOf(resource.getFilename());
                    String folder = pattern.contains("/api/") ? "api/" : "";
                    try (InputStream in = resource.getInputStream()) {
                        files.put(folder + name, in.readAllBytes());
                    }
                }
            } catch (IOException e) {
                // A pattern without a folder matches nothing.
            }
        }
        return new RouteFiles(patterns, true, files, Set.of(), false);
    }
}
