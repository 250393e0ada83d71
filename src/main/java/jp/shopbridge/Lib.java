package jp.shopbridge;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.system.ApplicationHome;

/**
 * The jars of a folder {@code lib} beside the jar: components and data formats that routes want and the application does not
 * bring. What both bring is the application's.
 */
public final class Lib {

    private Lib() {}

    /** Lets whatever is loaded by name from here on be found in those jars, too. */
    static void open() {
        File jar = new ApplicationHome(Bridge.class).getSource();
        if (jar != null && jar.isFile()) {
            List<Path> jars = jars(jar.toPath().toAbsolutePath());
            if (!jars.isEmpty()) {
                Thread.currentThread().setContextClassLoader(over(jars));
            }
        }
    }

    /** Finds classes and resources of the application, and of {@code lib} where there is such a folder. */
    public static ClassLoader loader() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader == null ? Lib.class.getClassLoader() : loader;
    }

    private static ClassLoader over(List<Path> jars) {
        try {
            List<URL> urls = new ArrayList<>();
            for (Path jar : jars) {
                urls.add(jar.toUri().toURL());
            }
            return new URLClassLoader("lib", urls.toArray(URL[]::new), Lib.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that are there and are not the application's own, as they are when its jar was unpacked. */
    static List<Path> jars(Path jar) {
        Path folder = jar.resolveSibling("lib");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            Set<String> own = own(jar);
            return found.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !own.contains("lib/" + file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder " + folder + " or " + jar + " cannot be read; check their permissions.", e);
        }
    }

    private static Set<String> own(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            @Nullable
            String named =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return named == null ? Set.of() : Set.of(named.split(" +"));
        }
    }
}
