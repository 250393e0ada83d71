package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The editor's schemas narrowed to one folder: its shapes, fields, lookup tables, columns and parameters. */
public final class FolderSchema {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Set<String> shapes = new TreeSet<>();
    private final Set<String> fields = new TreeSet<>();
    private final Set<String> parameters = new TreeSet<>();
    private final Map<String, List<String>> tables = new TreeMap<>();

    private FolderSchema(MappingFiles files) {
        Findings told = new Findings();
        files.files().forEach((path, bytes) -> {
            if (path.startsWith("shapes/") && path.endsWith(".schema.json")) {
                shapes.add(name(path, ".schema.json"));
                names(CaseReader.json(path, files, told));
            } else if (path.startsWith("lookups/") && path.endsWith(".csv")) {
                tables.put(
                        name(path, ".csv"), LookupTable.read(path, bytes, told).columns());
            } else if (path.endsWith(MappingFiles.MAPPING)
                    && Yaml.read(path, files.text(path), told) instanceof Yaml.Table mapping
                    && mapping.get("parameters") instanceof Yaml.Table declared) {
                parameters.addAll(declared.entries().keySet());
            }
        });
    }

    private static String name(String path, String ending) {
        return path.substring(path.indexOf('/') + 1, path.length() - ending.length());
    }

    private void names(JsonNode schema) {
        schema.path("properties").properties().forEach(property -> {
            fields.add(property.getKey());
            names(property.getValue());
        });
        if (schema.path("items").isObject()) {
            names(schema.path("items"));
        }
    }

    /** The schema of the folder's mapping files. */
    public static ObjectNode ofMappings(MappingFiles files) {
        return new FolderSchema(files).narrowed(EditorSchema.ofMappings());
    }

    private ObjectNode narrowed(ObjectNode schema) {
        ObjectNode keys = schema.withObject("/properties");
        keys.withObject("/from").set("enum", list(shapes));
        keys.withObject("/to").set("enum", list(shapes));
        ObjectNode definitions = schema.withObject("/definitions");
        definitions.withObject("/field/properties/field").set("enum", list(fields));
        definitions
                .withObject("/expression")
                .put("pattern", "^(?!.*\\{\\{\\s*(?!(" + alternatives(parameters) + ")\\s*}})[\\s\\S]*)[\\s\\S]*$");
        ObjectNode lookup = definitions.withObject("/lookup");
        lookup.withObject("/properties/table")
                .put("pattern", "^(" + alternatives(tables.keySet()) + "|\\{\\{(" + alternatives(parameters) + ")}})$");
        ArrayNode byTable = lookup.putArray("allOf");
        tables.forEach((table, columns) -> {
            ObjectNode one = byTable.addObject();
            one.withObject("/if/properties/table").put("const", table);
            one.withObject("/if").putArray("required").add("table");
            for (String key : List.of("key", "column")) {
                one.withObject("/then/properties/" + key).set("enum", list(columns));
            }
        });
        return schema;
    }

    private static String alternatives(Collection<String> words) {
        return words.isEmpty()
                ? "(?!)"
                : words.stream().map(FolderSchema::quoted).collect(Collectors.joining("|"));
    }

    /** Editors know no {@code \Q…\E}. */
    private static String quoted(String word) {
        return Pattern.compile("[^\\w-]").matcher(word).replaceAll(letter -> "\\\\\\" + letter.group());
    }

    private static ArrayNode list(Collection<String> words) {
        ArrayNode list = JSON.arrayNode();
        words.forEach(list::add);
        return list;
    }
}
