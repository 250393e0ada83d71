package jp.shopbridge.mapping.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * A named requirement on one finished value.
 *
 * @param name the word a mapping writes under {@code require}
 * @param summary what it requires
 * @param code the reason code of a violation
 * @param argument what its argument has to be; null when it takes none
 * @param onAbsent whether it is asked even when the field has no value
 * @param reader turns the written argument into the requirement, or refuses the argument
 */
public record Constraint(
        String name,
        String summary,
        String code,
        @Nullable Kind argument,
        boolean onAbsent,
        Reader reader,
        List<Example> examples) {

    /** Turns the written argument into the requirement. */
    @FunctionalInterface
    public interface Reader {
        /** Returns the requirement or throws {@link CannotApply} with what is wrong with the argument. */
        Requirement read(JsonNode argument, Tables tables);
    }

    /** One requirement, its argument read. */
    @FunctionalInterface
    public interface Requirement {
        /** Returns what is wrong and what to do, or nothing when the value is acceptable. */
        Optional<Sentence> objection(JsonNode value);
    }

    /** The lists of words that requirements may name. */
    @FunctionalInterface
    public interface Tables {
        /** The first column of the table; null when there is no such table. */
        @Nullable
        List<String> words(String table);
    }
}
