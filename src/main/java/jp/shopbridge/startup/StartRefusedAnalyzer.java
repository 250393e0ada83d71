package jp.shopbridge.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints every complaint about the settings, each with both of its names. */
final class StartRefusedAnalyzer extends AbstractFailureAnalyzer<StartRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable root, StartRefused refused) {
        StringBuilder text = new StringBuilder("These settings are missing or wrong:\n次の設定が足りないか、正しくありません。\n");
        for (Complaint complaint : refused.complaints()) {
            text.append("\n  ")
                    .append(complaint.setting())
                    .append("  (")
                    .append(complaint.environmentForm())
                    .append(")\n      ")
                    .append(complaint.text())
                    .append('\n');
            if (!complaint.ja().isEmpty()) {
                text.append("      ").append(complaint.ja()).append('\n');
            }
        }
        return new FailureAnalysis(
                text.toString(),
                "Set each one as the environment variable in brackets, in an application.yaml beside the jar, or as"
                        + " --name=value, and start again. docs/settings.md lists every setting.\n"
                        + "かっこ内の環境変数、jarと同じフォルダーのapplication.yaml、または --名前=値 で設定し、もう一度起動してください。すべての設定は docs/settings.md"
                        + " にあります。",
                refused);
    }
}
