package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Map;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.function.CannotApply;
import jp.shopbridge.mapping.function.Constraint;
import jp.shopbridge.mapping.function.Function;
import jp.shopbridge.mapping.function.Kind;
import org.jspecify.annotations.Nullable;

/**
 * How one value comes about: a target field, a named value, an alternative or a list entry.
 *
 * @param name the field's or value's name; empty for alternatives and list entries
 * @param at where the rule stands
 * @param when the condition under which it applies; null for always
 * @param source where the value comes from
 * @param steps what is done to it, in order
 * @param fallback the value when there is none; null for no default
 * @param absence what happens when there is no value and no default
 * @param brokenFails whether a value that cannot be used stops the whole document
 * @param requirements what the finished value must satisfy
 * @param note why something unusual is right
 * @param shape what the target says about the field
 * @param kind what the target calls for here
 */
record Rule(
        String name,
        Position at,
        @Nullable Query when,
        Source source,
        List<Step> steps,
        @Nullable JsonNode fallback,
        Absence absence,
        boolean brokenFails,
        List<Requirement> requirements,
        @Nullable String note,
        Shape shape,
        Kind kind) {

    /** What happens when a field has no value. */
    enum Absence {
        /** Nothing was written about it. */
        UNDECIDED,
        /** The field is left out. */
        OMIT,
        /** The field is written as null. */
        NULL,
        /** The whole document is refused. */
        FAIL
    }

    /** Where a value comes from. */
    sealed interface Source {}

    /**
     * From elsewhere: the mapping writes nothing and only says what a value must satisfy that somebody else gives.
     *
     * @param rules the requirements on its own fields, or on those of each of its entries
     */
    record Given(List<Rule> rules) implements Source {}

    /** The first of several expressions that is not blank. */
    record Take(List<Query> queries) implements Source {}

    /** The same value always; texts may hold {@code {{parameters}}}. */
    record Constant(Argument value) implements Source {}

    /**
     * A text with named fields.
     *
     * @param html whether the result is HTML, in which line breaks are elements
     */
    record Templated(TextTemplate text, Map<String, Rule> fields, boolean html) implements Source {}

    /** An object with fields of its own. */
    record Fields(List<Rule> rules) implements Source {}

    /** A list made of fixed entries, each with its condition. */
    record Entries(List<Rule> rules) implements Source {}

    /** The first alternative whose condition holds. */
    record Choose(List<Rule> rules) implements Source {}

    /**
     * One entry for each entry of another list.
     *
     * @param list the other list
     * @param where which of its entries take part; null for all
     * @param whenEmpty what happens when it has none
     * @param identifiedBy the target field that names an entry in reasons; null when nothing does
     * @param values named values of one entry
     * @param fields the entry's fields; empty when {@code item} makes a plain value
     * @param item how a plain value is made; null when the entries are objects
     */
    record Each(
            Query list,
            @Nullable Query where,
            WhenEmpty whenEmpty,
            @Nullable String identifiedBy,
            List<Rule> values,
            List<Rule> fields,
            @Nullable Rule item)
            implements Source {}

    /** What happens when the list of an {@code each} has no entries. */
    enum WhenEmpty {
        /** The result is an empty list. */
        EMPTY_LIST,
        /** The whole source counts as the one entry. */
        THE_SOURCE_ITSELF
    }

    /** One change of a value. */
    sealed interface Step {
        Position at();

        @Nullable
        Query when();
    }

    /** A registered function with its arguments. */
    record Call(
            Function function,
            Map<String, Argument> arguments,
            @Nullable Query when,
            @Nullable String note,
            Position at)
            implements Step {}

    /** The tables among which a shop's parameter chooses, by their names. */
    record TableChoice(String parameter, String variable, Map<String, LookupTable> tables) {

        LookupTable any() {
            return tables.values().iterator().next();
        }
    }

    /**
     * The row of a code table, or one cell of it.
     *
     * @param table the table, or one of those to choose from
     * @param choice among which tables a parameter chooses; null where the table stands in the file
     */
    record Lookup(
            LookupTable table,
            @Nullable TableChoice choice,
            String tableName,
            String key,
            @Nullable String column,
            Match match,
            Otherwise otherwise,
            @Nullable JsonNode otherwiseValue,
            @Nullable Query when,
            Position at)
            implements Step {

        /**
         * The table that counts for a shop.
         *
         * @throws CannotApply when its parameter names none of them
         */
        LookupTable table(Map<String, JsonNode> variables) {
            if (choice == null) {
                return table;
            }
            String name = variables
                    .getOrDefault(choice.variable(), NullNode.getInstance())
                    .asText("");
            LookupTable found = choice.tables().get(name);
            if (found == null) {
                throw CannotApply.ofArgument(
                        Messages.sentence("mapping.parameter-names-no-table", choice.parameter(), name));
            }
            return found;
        }
    }

    /** Which row of a table a key means. */
    enum Match {
        /** The one with this key. */
        EXACT,
        /** The one whose key is the longest beginning, in letters. */
        PREFIX,
        /** The one whose key is the longest beginning, in whole parts between slashes. */
        PATH
    }

    /** The same steps for every entry of a list. */
    record ForEach(List<Step> steps, @Nullable Query when, Position at) implements Step {}

    /** What happens to a key the table does not have. */
    enum Otherwise {
        /** There is no value. */
        MISSING,
        /** The key itself is the value. */
        KEEP,
        /** The key is refused, quoted in a reason. */
        REFUSE,
        /** A fixed value. */
        VALUE
    }

    /** One requirement on the finished value, with its own message where the mapping gives one. */
    record Requirement(
            Constraint constraint,
            Constraint.Requirement check,
            JsonNode argument,
            String code,
            @Nullable Sentence message,
            Position at) {

        String words() {
            return argument.isNull() || argument.isMissingNode() || (argument.isObject() && argument.isEmpty())
                    ? constraint.name()
                    : constraint.name() + " " + (argument.isTextual() ? argument.asText() : argument.toString());
        }
    }

    /** A step's argument as it was written. */
    sealed interface Argument {}

    /** A value known from the start. */
    record Fixed(JsonNode value) implements Argument {}

    /** A text with {@code {{parameters}}} in it. */
    record Template(String text, @Nullable String parameter) implements Argument {

        static Template of(String text) {
            return new Template(text, Query.wholeParameter(text));
        }
    }

    /** An expression over the source. */
    record Computed(Query query) implements Argument {}

    /** A list, some of whose entries are not fixed. */
    record Several(List<Argument> items) implements Argument {}
}
