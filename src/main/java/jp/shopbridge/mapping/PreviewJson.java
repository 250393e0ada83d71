package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import jp.shopbridge.failure.Sentence;

/** A preview's report as JSON, the same for the command line and the REST API. */
public final class PreviewJson {

    private PreviewJson() {}

    /** The whole report. */
    public static ObjectNode of(EffectPreview.Report report) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("versionBefore", report.versionBefore()).put("versionAfter", report.versionAfter());
        write(report, answer);
        LocalDate on = report.on();
        if (on != null) {
            answer.put("on", on.toString());
        }
        EffectPreview.Report further = report.further();
        if (further != null) {
            write(further, answer.putObject("further"));
        }
        return answer;
    }

    private static void write(EffectPreview.Report report, ObjectNode answer) {
        answer.put("mapping", report.mapping())
                .put("products", report.products())
                .put("changed", report.changed())
                .put("becomeIncomplete", report.becomeIncomplete())
                .put("becomeSkipped", report.becomeSkipped())
                .put("becomeComplete", report.becomeComplete())
                .put("failing", report.failing())
                .put("mendedFailures", report.mendedFailures());
        ObjectNode fields = answer.putObject("changedByField");
        report.changedByField().forEach(fields::put);
        ArrayNode examples = answer.putArray("examples");
        for (EffectPreview.Change change : report.examples()) {
            ObjectNode one = examples.addObject().put("key", change.key());
            ArrayNode changes = one.putArray("changes");
            for (EffectPreview.FieldChange field : change.fields()) {
                ObjectNode each = changes.addObject().put("field", field.field());
                set(each, "before", field.before());
                set(each, "after", field.after());
            }
            reasons(one.putArray("lacksBefore"), change.lacksBefore());
            reasons(one.putArray("lacksAfter"), change.lacksAfter());
            Sentence fails = change.failsAfter();
            if (fails != null) {
                one.putObject("failsAfter").put("ja", fails.ja()).put("en", fails.en());
            }
        }
    }

    private static void reasons(ArrayNode list, List<Reason> reasons) {
        reasons.forEach(reason -> list.addObject()
                .put("code", reason.code())
                .put("field", reason.field())
                .put("ja", reason.sentence().ja())
                .put("en", reason.sentence().en()));
    }

    private static void set(ObjectNode object, String key, JsonNode value) {
        if (!value.isMissingNode()) {
            object.set(key, value);
        }
    }
}
