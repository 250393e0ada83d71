package jp.shopbridge.failure;

import org.jspecify.annotations.Nullable;

/** The integrator has to act: a product's shape and a mapping do not fit together. */
public final class MappingFailure extends Failure {

    private final String mapping;
    private final String at;

    /**
     * A value that a mapping could not turn into its target.
     *
     * @param mapping the mapping's name
     * @param at the target field, as a path such as {@code skus[2].price}
     */
    public MappingFailure(String code, Sentence sentence, String mapping, String at, @Nullable Throwable cause) {
        super(code, sentence, cause);
        this.mapping = mapping;
        this.at = at;
    }

    /** The mapping's name. */
    public String mapping() {
        return mapping;
    }

    /** The target field, as a path such as {@code skus[2].price}. */
    public String at() {
        return at;
    }

    @Override
    public String field() {
        return at;
    }

    @Override
    public String kind() {
        return "mapping";
    }
}
