package jp.shopbridge.startup;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says which setting is of no use where the check of the settings has no rule of its own for it, in the same form as that
 * check. The value is not repeated unless the record that takes it does so: it may be a secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BindRefusedAnalyzer implements FailureAnalyzer {

    private final FailureAnalyzer bound = new AbstractFailureAnalyzer<BindException>() {
        @Override
        protected FailureAnalysis analyze(Throwable root, BindException refused) {
            ConfigurationPropertyName name = refused.getProperty() == null
                    ? refused.getName()
                    : refused.getProperty().getName();
            Throwable cause = NestedExceptionUtils.getMostSpecificCause(refused);
            boolean ours = cause.getStackTrace().length > 0
                    && cause.getStackTrace()[0].getClassName().startsWith("jp.shopbridge.");
            StartRefused said = new StartRefused(List.of(new Complaint(
                    name.toString(),
                    "cannot be used"
                            + (ours
                                    ? ": " + cause.getMessage()
                                    : "; its value is not of the form that is wanted here."),
                    "この値は使えません。")));
            return new StartRefusedAnalyzer().analyze(said, said);
        }
    };

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        return bound.analyze(failure);
    }
}
