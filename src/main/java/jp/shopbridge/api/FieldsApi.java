package jp.shopbridge.api;

import org.springframework.stereotype.Component;

/** Answers which fields people may correct. */
@Component
public final class FieldsApi {

    /** The table of fields; the same for everybody. */
    public Answer list(ApiRequest request) {
        return Answer.ok(FieldList.all());
    }
}
