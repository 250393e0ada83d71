package jp.shopbridge;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * This process among those that share a database: the owner of its claims and leases.
 *
 * @param name unique among the living processes, at most 64 characters
 * @param run unique among all processes that ever were, also under the same name
 */
public record Instance(String name, String run) {

    /** A process of this name. */
    public Instance(String name) {
        this(name, UUID.randomUUID().toString());
    }

    static Instance named(@Nullable String configured) {
        return new Instance(
                configured == null || configured.isBlank()
                        ? "bridge-" + UUID.randomUUID().toString().substring(0, 8)
                        : configured);
    }
}
