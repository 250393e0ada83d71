package jp.shopbridge.mapping;

import static jp.shopbridge.mapping.Finding.Level.ERROR;
import static jp.shopbridge.mapping.Finding.Level.WARNING;

import java.util.Locale;
import jp.shopbridge.mapping.Finding.Level;

/** Every mistake that can be found in mapping files before they are used. */
public enum FindingKind {
    UNREADABLE_FILE(ERROR, "The file is not YAML, JSON or CSV at all, or cannot be read."),
    OVERLOOKED_FILE(ERROR, "A file whose name or folder keeps it from taking part."),
    WRONG_STRUCTURE(ERROR, "A key or an entry that has no meaning where it stands."),
    YAML_TRAP(WARNING, "A word that another YAML reader would take for something else."),
    LOOKALIKE_CHARACTER(
            ERROR, "A full-width colon, a full-width space or a no-break space where YAML needs its own character."),
    LOOKS_LIKE_AN_EXPRESSION(
            WARNING, "A text that is written as it stands and looks like an expression that was to be worked out."),
    LOOKUP_BEFORE_APPLY(WARNING, "A lookup written above the steps that come before it."),
    COMMENTED_ROW(WARNING, "A row of a table that begins with # and so is a comment."),
    DUPLICATE_KEY(ERROR, "The same key twice in one table."),
    BAD_EXPRESSION(ERROR, "An expression that does not compile."),
    UNKNOWN_SOURCE_FIELD(ERROR, "The source shape has no such field."),
    UNKNOWN_TARGET_FIELD(ERROR, "The target shape has no such field."),
    UNKNOWN_VARIABLE(ERROR, "A variable that nobody sets."),
    UNKNOWN_PARAMETER(ERROR, "A parameter that is not declared, of a mapping or of a function."),
    UNKNOWN_FUNCTION(ERROR, "A function that is not registered."),
    UNKNOWN_CONSTRAINT(ERROR, "A constraint that is not registered."),
    UNKNOWN_LIMIT(ERROR, "A limit that does not exist."),
    UNKNOWN_TABLE(ERROR, "A lookup table that does not exist."),
    UNKNOWN_COLUMN(ERROR, "A column the lookup table does not have."),
    UNKNOWN_DEFINITION(ERROR, "A shared definition that does not exist."),
    UNKNOWN_SHAPE(ERROR, "A shape that does not exist."),
    UNKNOWN_SAMPLE(ERROR, "A sample that does not exist."),
    WRONG_PARAMETER_TYPE(ERROR, "An argument of the wrong type."),
    TYPE_MISMATCH(ERROR, "A value whose type the target does not take."),
    FIELD_WRITTEN_TWICE(ERROR, "The same target field written twice."),
    REQUIRED_TARGET_NEVER_SET(ERROR, "A field the target requires and nothing writes."),
    UNREACHABLE_RULE(ERROR, "A rule below one that always matches, or whose condition never holds."),
    SHADOWED_RULE(ERROR, "A rule whose condition an earlier rule has already taken."),
    ABSENCE_NOT_DECIDED(
            WARNING, "A field without a value that is neither defaulted, demanded nor left out on purpose."),
    LOSSY_WITHOUT_NOTE(WARNING, "A step that cuts something off without a note saying why that is right."),
    PRICE_CAN_REACH_ZERO(ERROR, "A price that no constraint keeps above zero."),
    ZERO_BECOMES_A_PRICE(WARNING, "Steps that make a price of 0, such as an amount that is added."),
    EXPLOSIVE_PATTERN(ERROR, "A regular expression whose time grows with the power of the text."),
    EXPLOSIVE_EXPRESSION(ERROR, "An expression whose work or result grows with the power of the document."),
    TOO_LARGE(ERROR, "A file, a text, a table or a nesting larger than mappings may be."),
    DUPLICATE_LOOKUP_KEY(ERROR, "A lookup table with the same key twice."),
    DUPLICATE_COLUMN(ERROR, "A lookup table with the same column twice."),
    DAMAGED_BY_SPREADSHEET(ERROR, "A cell that a spreadsheet has rewritten, such as 7.08243E+18."),
    PERHAPS_DAMAGED_BY_SPREADSHEET(
            WARNING,
            "A cell that a spreadsheet has likely rewritten: a date, separated thousands, zeros after the 15th digit."),
    UNUSED_DEFINITION(WARNING, "A shared definition or value nobody uses."),
    UNUSED_PARAMETER(WARNING, "A declared parameter nobody uses."),
    UNUSED_LOOKUP(WARNING, "A lookup table nobody uses."),
    UNUSED_SAMPLE(WARNING, "A sample no case uses."),
    NO_FAILING_CASE(WARNING, "A mapping without a case that fails or lacks something."),
    CASE_ASSERTS_NOTHING(ERROR, "A case that expects nothing."),
    DUPLICATE_CASE(ERROR, "Two cases with the same name."),
    FAILED_CASE(ERROR, "A case whose expectation is not met.");

    private final Level level;
    private final String meaning;

    FindingKind(Level level, String meaning) {
        this.level = level;
        this.meaning = meaning;
    }

    /** Which mistake it is, one sentence for the guide. */
    public String meaning() {
        return meaning;
    }

    /** How much findings of this kind weigh. */
    public Level level() {
        return level;
    }

    /** The kind's name in files and answers, such as {@code unknown-source-field}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
