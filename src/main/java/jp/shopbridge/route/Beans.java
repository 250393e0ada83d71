package jp.shopbridge.route;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/** The beans that routes may name. */
public interface Beans {

    /** Whether there is a bean of that name. */
    boolean has(String name);

    /** What it is; null when that cannot be told without making it, or when there is none. */
    @Nullable
    Class<?> type(String name);

    /** The beans of an application. */
    static Beans of(ListableBeanFactory factory) {
        return new Beans() {
            @Override
            public boolean has(String name) {
                return factory.containsBean(name);
            }

            @Override
            public @Nullable Class<?> type(String name) {
                return factory.containsBean(name) ? factory.getType(name, false) : null;
            }
        };
    }
}
