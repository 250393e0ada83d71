package jp.shopbridge.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.shopbridge.Spelling;

/** The parameters that the mappings of a folder declare, so that a shop's settings can be looked at before anything runs. */
public final class DeclaredParameters {

    private final Map<String, List<String>> choices = new TreeMap<>();

    private DeclaredParameters() {}

    /** Those of a folder's files; what cannot be read declares none. */
    public static DeclaredParameters of(MappingFiles files) {
        DeclaredParameters declared = new DeclaredParameters();
        Findings told = new Findings();
        told.guard(() -> {
            MappingSet set = MappingSet.parse(files, told);
            for (String name : set.names()) {
                set.mapping(name).parameters().forEach((parameter, it) -> declared.choices.put(parameter, it.oneOf()));
            }
        });
        return declared;
    }

    /** Whether there are any; none at all means that the files could not be read, which is told elsewhere. */
    public boolean isEmpty() {
        return choices.isEmpty();
    }

    /** Whether a mapping has a parameter of that name. */
    public boolean knows(String name) {
        return choices.containsKey(name);
    }

    /** The names that are spelt like it. */
    public String near(String name) {
        return Spelling.near(name, choices.keySet());
    }

    /** The values that it takes; empty for any. */
    public List<String> choices(String name) {
        return new ArrayList<>(choices.getOrDefault(name, List.of()));
    }
}
