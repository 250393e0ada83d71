package jp.shopbridge.staging;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The day a listing was mapped for, where the day has a say.
 *
 * @param mappedOn the day in Japan
 * @param mapAgainOn the first day on which the mapping may make something else of the same product
 */
public record MappedDay(LocalDate mappedOn, LocalDate mapAgainOn) {

    /** What is kept of a result; null where no day changes it. */
    public static @Nullable MappedDay of(@Nullable LocalDate mappedOn, @Nullable LocalDate mapAgainOn) {
        return mappedOn == null || mapAgainOn == null ? null : new MappedDay(mappedOn, mapAgainOn);
    }

    /** Whether it is to be mapped again. */
    public boolean isOver(LocalDate today) {
        return !today.isBefore(mapAgainOn);
    }
}
