package jp.shopbridge.staging.database;

import jp.shopbridge.failure.Sentence;

/** The database's schema is not one this release can work with; thrown at the start, before anything is written. */
public final class SchemaRefused extends RuntimeException {

    private final transient Sentence sentence;
    private final transient Sentence remedy;

    SchemaRefused(Sentence sentence, Sentence remedy) {
        super(sentence.en());
        this.sentence = sentence;
        this.remedy = remedy;
    }

    /** What is wrong, with both versions. */
    public Sentence sentence() {
        return sentence;
    }

    /** What to do. */
    public Sentence remedy() {
        return remedy;
    }
}
