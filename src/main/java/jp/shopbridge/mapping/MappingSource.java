package jp.shopbridge.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.MisconfiguredFailure;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Where mapping files come from. */
@FunctionalInterface
public interface MappingSource {

    /** More than any catalogue of rules needs; keeps a wrongly named folder from being read into memory. */
    long MOST_BYTES = 64L * 1024 * 1024;

    /** Reads every file once. */
    MappingFiles read();

    /** Whether these files need no trial of their own: the very same ones, cases included, have passed before. */
    default boolean vouchedFor(MappingFiles files, MappingVersions versions) {
        return versions.files(files.version())
                .filter(kept -> kept.fingerprint().equals(files.fingerprint()))
                .isPresent();
    }

    /** The same without the rows that lie in the packed tables for the sandbox's products. */
    default MappingSource withoutSamples() {
        MappingSource all = this;
        MappingFiles packed = packed().read();
        return new MappingSource() {
            @Override
            public MappingFiles read() {
                return SampleTables.takenOut(all.read(), packed);
            }

            @Override
            public boolean vouchedFor(MappingFiles files, MappingVersions versions) {
                return all.vouchedFor(files, versions);
            }
        };
    }

    /** A folder on disk, replacing the packed one as a whole. */
    static MappingSource directory(Path folder) {
        return () -> {
            Map<String, byte[]> files = new TreeMap<>();
            long size = 0;
            try (Stream<Path> found = Files.walk(folder)) {
                for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                    String path = folder.relativize(file).toString().replace('\\', '/');
                    if (wanted(path)) {
                        size += Files.size(file);
                        if (size > MOST_BYTES) {
                            throw new MisconfiguredFailure(
                                    "MAPPING_FOLDER_TOO_LARGE", Messages.sentence("MAPPING_FOLDER_TOO_LARGE", folder));
                        }
                        files.put(path, Files.readAllBytes(file));
                    }
                }
            } catch (IOException | UncheckedIOException e) {
                throw new MisconfiguredFailure(
                        "MAPPING_FOLDER_UNREADABLE", Messages.sentence("MAPPING_FOLDER_UNREADABLE", folder), e);
            }
            return new MappingFiles(files);
        };
    }

    /** The folder {@code mappings/} packed into the application. */
    static MappingSource packed() {
        return new MappingSource() {
            @Override
            public MappingFiles read() {
                Map<String, byte[]> files = new TreeMap<>();
                try {
                    PathMatchingResourcePatternResolver resolver =
                            new PathMatchingResourcePatternResolver(MappingSource.class.getClassLoader());
                    for (Resource resource : resolver.getResources("classpath:mappings/**/*.*")) {
                        String path = below(resource.getURI());
                        if (resource.isReadable() && wanted(path)) {
                            try (InputStream in = resource.getInputStream()) {
                                files.put(path, in.readAllBytes());
                            }
                        }
                    }
                } catch (IOException e) {
                    throw new MisconfiguredFailure(
                            "MAPPING_FOLDER_UNREADABLE",
                            Messages.sentence("MAPPING_FOLDER_UNREADABLE.packed-mappings-cannot-read-install"),
                            e);
                }
                return new MappingFiles(files);
            }

            @Override
            public boolean vouchedFor(MappingFiles files, MappingVersions versions) {
                // They were tried when they were packed.
                return true;
            }
        };
    }

    private static String below(URI uri) {
        String path = uri.toString();
        String decoded = java.net.URLDecoder.decode(path, java.nio.charset.StandardCharsets.UTF_8);
        return decoded.substring(decoded.lastIndexOf("mappings/") + "mappings/".length());
    }

    /** Also what is misnamed, so that somebody is told about it. */
    private static boolean wanted(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return !("/" + path).contains("/.")
                && !path.startsWith("schema/")
                && Stream.of(".yaml", ".yml", ".json", ".csv").anyMatch(name::endsWith);
    }
}
