package jp.shopbridge.staging.content;

import java.math.BigDecimal;

/**
 * An amount of yen with tax. Whole, unless the mapping or a person gave a fraction, which nobody sends. Equal when the
 * amounts are, however they were written.
 *
 * @param amount as it was written
 */
public record Yen(BigDecimal amount) implements Comparable<Yen> {

    /** Whether there is no fraction of a yen. */
    public boolean isWhole() {
        return amount.stripTrailingZeros().scale() <= 0;
    }

    @Override
    public int compareTo(Yen other) {
        return amount.compareTo(other.amount);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Yen yen && compareTo(yen) == 0;
    }

    @Override
    public int hashCode() {
        return amount.stripTrailingZeros().hashCode();
    }

    /** The amount in digits. */
    @Override
    public String toString() {
        return amount.toPlainString();
    }
}
