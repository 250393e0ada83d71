package jp.shopbridge.tiktok.contract;

/**
 * Something that speaks against the contract.
 *
 * @param operation the contract's name of the call
 * @param part {@code request}, {@code query} or {@code answer}
 * @param path where, such as {@code skus[0].price.amount}; empty for the whole
 * @param value what stands there, shortened
 * @param rule the id of the contract's rule, or the schema keyword
 * @param text what is wrong with it
 */
public record Breach(String operation, String part, String path, String value, String rule, String text) {

    private static final int LONGEST = 200;

    /** The value, or its beginning. */
    public String shown() {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
    }

    @Override
    public String toString() {
        return "%s, %s, at '%s': %s [rule %s] is %s".formatted(operation, part, path, text, rule, shown());
    }
}
