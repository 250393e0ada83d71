package jp.shopbridge.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every jar inside the packed jar is one that somebody wanted there, as src/test/resources/packed-parts.txt says. */
@EnabledIfSystemProperty(named = "bridge.jar", matches = ".+", disabledReason = "runs on the packed jar, in verify")
class PackedPartsIT {

    private static final Path LIST = Path.of("src/test/resources/packed-parts.txt");
    private static final Pattern VERSION = Pattern.compile("-\\d[^/]*\\.jar$");

    @Test
    void nothingIsPackedWithoutAReason() throws IOException {
        Set<String> packed = packed();
        Set<String> listed = Files.readAllLines(LIST).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toCollection(TreeSet::new));

        assumeThat(packed).as("jars inside the jar").isNotEmpty();
        assertThat(packed)
                .as("packed and not in %s: say what it is for, or exclude it", LIST)
                .isSubsetOf(listed);
    }

    private static Set<String> packed() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("bridge.jar"))) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("BOOT-INF/lib/"))
                    .filter(name -> name.endsWith(".jar"))
                    .map(name -> name.substring(name.lastIndexOf('/') + 1))
                    .map(name -> VERSION.matcher(name).replaceFirst(""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
