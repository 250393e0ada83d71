package jp.shopbridge.mapping;

import static jp.shopbridge.mapping.Finding.Level.ERROR;
import static jp.shopbridge.mapping.Finding.Level.WARNING;

import java.util.Locale;
import jp.shopbridge.mapping.Finding.Level;

/** Every mistake that can be found in mapping files before they are used. */
public enum FindingKind {
    /** The file is not YAML, JSON or CSV at all, or cannot be read. */
    UNREADABLE_FILE(ERROR),
    /** A key or an entry that has no meaning where it stands. */
    WRONG_STRUCTURE(ERROR),
    /** A word that another YAML reader would take for something else. */
    YAML_TRAP(WARNING),
    /** The same key twice in one table. */
    DUPLICATE_KEY(ERROR),
    /** An expression that does not compile. */
    BAD_EXPRESSION(ERROR),
    /** The source shape has no such field. */
    UNKNOWN_SOURCE_FIELD(ERROR),
    /** The target shape has no such field. */
    UNKNOWN_TARGET_FIELD(ERROR),
    /** A variable that nobody sets. */
    UNKNOWN_VARIABLE(ERROR),
    /** A parameter that is not declared, of a mapping or of a function. */
    UNKNOWN_PARAMETER(ERROR),
    /** A function that is not registered. */
    UNKNOWN_FUNCTION(ERROR),
    /** A constraint that is not registered. */
    UNKNOWN_CONSTRAINT(ERROR),
    /** A lookup table that does not exist. */
    UNKNOWN_TABLE(ERROR),
    /** A column the lookup table does not have. */
    UNKNOWN_COLUMN(ERROR),
    /** A shared definition that does not exist. */
    UNKNOWN_DEFINITION(ERROR),
    /** A shape that does not exist. */
    UNKNOWN_SHAPE(ERROR),
    /** A sample that does not exist. */
    UNKNOWN_SAMPLE(ERROR),
    /** An argument of the wrong type. */
    WRONG_PARAMETER_TYPE(ERROR),
    /** A value whose type the target does not take. */
    TYPE_MISMATCH(ERROR),
    /** The same target field written twice. */
    FIELD_WRITTEN_TWICE(ERROR),
    /** A field the target requires and nothing writes. */
    REQUIRED_TARGET_NEVER_SET(ERROR),
    /** A rule below one that always matches, or whose condition never holds. */
    UNREACHABLE_RULE(ERROR),
    /** A rule whose condition an earlier rule has already taken. */
    SHADOWED_RULE(ERROR),
    /** A field without a value that is neither defaulted, demanded nor left out on purpose. */
    ABSENCE_NOT_DECIDED(WARNING),
    /** A step that cuts something off without a note saying why that is right. */
    LOSSY_WITHOUT_NOTE(WARNING),
    /** A price that no constraint keeps above zero. */
    PRICE_CAN_REACH_ZERO(ERROR),
    /** A regular expression whose time grows with the power of the text. */
    EXPLOSIVE_PATTERN(ERROR),
    /** A lookup table with the same key twice. */
    DUPLICATE_LOOKUP_KEY(ERROR),
    /** A shared definition or value nobody uses. */
    UNUSED_DEFINITION(WARNING),
    /** A declared parameter nobody uses. */
    UNUSED_PARAMETER(WARNING),
    /** A lookup table nobody uses. */
    UNUSED_LOOKUP(WARNING),
    /** A sample no case uses. */
    UNUSED_SAMPLE(WARNING),
    /** A mapping without a case that fails or lacks something. */
    NO_FAILING_CASE(WARNING),
    /** A case that expects nothing. */
    CASE_ASSERTS_NOTHING(ERROR),
    /** Two cases with the same name. */
    DUPLICATE_CASE(ERROR),
    /** A case whose expectation is not met. */
    FAILED_CASE(ERROR);

    private final Level level;

    FindingKind(Level level) {
        this.level = level;
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
