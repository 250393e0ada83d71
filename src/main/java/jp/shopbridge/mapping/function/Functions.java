package jp.shopbridge.mapping.function;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The registry of functions a mapping may name. */
public final class Functions {

    private static final Functions STANDARD = new Functions(Stream.of(
                    TextFunctions.all(),
                    HtmlFunctions.all(),
                    NumberFunctions.all(),
                    IdentifierFunctions.all(),
                    ListFunctions.all(),
                    TimeFunctions.all())
            .flatMap(List::stream)
            .toList());

    private final Map<String, Function> byName = new LinkedHashMap<>();

    private Functions(List<Function> functions) {
        for (Function function : functions) {
            if (byName.put(function.name(), function) != null) {
                throw new IllegalStateException("Two functions are called " + function.name());
            }
        }
    }

    /** The functions this application ships. */
    public static Functions standard() {
        return STANDARD;
    }

    /** The function of that name. */
    public Optional<Function> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Every function, in the order of the guide. */
    public Collection<Function> all() {
        return byName.values();
    }
}
