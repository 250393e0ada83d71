package jp.shopbridge.api.fields;

import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiRequest;
import org.springframework.stereotype.Component;

/** Answers which fields people may correct. */
@Component
public final class FieldsApi {

    /** The table of fields; the same for everybody. */
    public Answer list(ApiRequest request) {
        return Answer.ok(FieldList.all());
    }
}
