package jp.shopbridge.mapping.function;

import org.jspecify.annotations.Nullable;

/**
 * One executed example of a function.
 *
 * @param in the value that goes in, as JSON
 * @param arguments the step's argument, as JSON; null for a step without one
 * @param out the value that comes out, as JSON; null when the function refuses the value
 */
public record Example(String in, @Nullable String arguments, @Nullable String out) {}
