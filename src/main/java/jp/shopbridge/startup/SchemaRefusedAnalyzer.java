package jp.shopbridge.startup;

import jp.shopbridge.staging.database.SchemaRefused;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the database's schema is refused, in both languages, instead of a trace. */
final class SchemaRefusedAnalyzer extends AbstractFailureAnalyzer<SchemaRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable root, SchemaRefused refused) {
        return new FailureAnalysis(
                refused.sentence().en() + "\n" + refused.sentence().ja(),
                refused.remedy().en() + "\n" + refused.remedy().ja(),
                refused);
    }
}
