package jp.shopbridge.deadletter;

import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * What a replay of one dead letter would come to now.
 *
 * @param passes whether nothing that can be known beforehand stands in its way
 * @param code why not, as a stable code
 * @param sentence why not, and what to do
 */
public record Outlook(boolean passes, @Nullable String code, @Nullable Sentence sentence) {

    static Outlook good() {
        return new Outlook(true, null, null);
    }

    static Outlook bad(String code, Sentence sentence) {
        return new Outlook(false, code, sentence);
    }
}
