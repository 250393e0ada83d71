package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import jp.shopbridge.failure.MappingFailure;

/** Something that a document can be had from, for {@code mapping:} with {@code each=true}. */
public interface Mappable {

    /**
     * The document to map.
     *
     * @throws MappingFailure when there is none that can be mapped
     */
    JsonNode document();
}
