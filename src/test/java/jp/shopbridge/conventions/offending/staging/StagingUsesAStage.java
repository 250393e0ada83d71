package jp.shopbridge.conventions.offending.staging;

import jp.shopbridge.conventions.offending.intake.ImportRun;

/** Staging must not know the stages on top of it. */
public record StagingUsesAStage(ImportRun run) {}
