package jp.shopbridge.mapping;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The mappings as cases see them: with the rows that came along for cases above a shop's own, and with the tables that a case
 * brings itself in the place of those of their names.
 */
final class CaseMappings {

    private final MappingFiles files;
    private final Map<String, Shape> shapes;
    private final Map<String, LookupTable> tables;
    private final Map<String, Mapping> usual;
    private final Map<Map<String, LookupTable>, Map<String, Mapping>> withTables = new ConcurrentHashMap<>();

    private CaseMappings(
            MappingFiles files,
            Map<String, Shape> shapes,
            Map<String, LookupTable> tables,
            Map<String, Mapping> usual) {
        this.files = files;
        this.shapes = shapes;
        this.tables = tables;
        this.usual = usual;
    }

    /**
     * The mappings for cases.
     *
     * @param samples tables whose rows count for cases only
     * @param mappings as they are in force
     */
    static CaseMappings of(
            MappingFiles files,
            Map<String, Shape> shapes,
            Map<String, LookupTable> tables,
            Map<String, LookupTable> samples,
            Map<String, Mapping> mappings) {
        Map<String, LookupTable> both = new HashMap<>(tables);
        samples.forEach((name, sample) -> both.merge(name, sample, (own, first) -> first.above(own)));
        return new CaseMappings(files, shapes, both, samples.isEmpty() ? mappings : compiled(files, shapes, both));
    }

    /** Of files in which nothing could be read. */
    static CaseMappings none(MappingFiles files) {
        return new CaseMappings(files, Map.of(), Map.of(), Map.of());
    }

    /** The mapping that a case is tried with; null when there is none of its name. */
    @Nullable
    Mapping of(MappingCase one) {
        if (one.tables().isEmpty()) {
            return usual.get(one.mapping());
        }
        return withTables
                .computeIfAbsent(one.tables(), own -> {
                    Map<String, LookupTable> all = new HashMap<>(tables);
                    all.putAll(own);
                    return compiled(files, shapes, all);
                })
                .get(one.mapping());
    }

    private static Map<String, Mapping> compiled(
            MappingFiles files, Map<String, Shape> shapes, Map<String, LookupTable> tables) {
        Map<String, Mapping> mappings = new HashMap<>();
        for (String path : files.files().keySet()) {
            if (path.endsWith(MappingFiles.MAPPING)) {
                // What is wrong with them has been told.
                Findings told = new Findings();
                Yaml yaml = Yaml.read(path, files.text(path), told);
                Mapping mapping =
                        yaml == null ? null : new MappingReader(path, shapes, tables, new HashSet<>(), told).read(yaml);
                if (mapping != null) {
                    mappings.put(mapping.name(), mapping);
                }
            }
        }
        return mappings;
    }
}
