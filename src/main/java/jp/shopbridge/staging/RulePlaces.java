package jp.shopbridge.staging;

import java.util.Optional;

/** Where the mappings say how a field of a listing comes about. */
@FunctionalInterface
public interface RulePlaces {

    /**
     * The place of a field's rule: file, line, and the lookup tables it reads.
     *
     * @param mappingVersion the version that made the listing; nothing is said of one that is not in force
     * @param ofSku whether the field is a SKU's
     */
    Optional<String> of(String mappingVersion, String field, boolean ofSku);
}
