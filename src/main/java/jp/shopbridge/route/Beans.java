package jp.shopbridge.route;

import org.jspecify.annotations.Nullable;

/** The beans that routes may name. */
public interface Beans {

    /** Whether there is a bean of that name. */
    boolean has(String name);

    /** What it is; null when that cannot be told without making it, or when there is none. */
    @Nullable
    Class<?> type(String name);
}
