package jp.shopbridge.certification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.tiktok.PlainCall;
import org.jspecify.annotations.Nullable;

/**
 * One call of the walk.
 *
 * @param creates whether it leaves something at TikTok that a second call would leave twice
 * @param obstacle why it cannot be made, where something before it did not come to what it needs
 * @param call what is sent, from what is known by then
 * @param until whether the answer says that what is waited for has come; null where nothing is
 * @param learn takes from the answer, a whole envelope, what later calls need
 */
record Step(
        String name,
        boolean creates,
        Function<WalkState, Optional<Sentence>> obstacle,
        Function<WalkState, PlainCall> call,
        @Nullable Predicate<JsonNode> until,
        BiConsumer<JsonNode, WalkState> learn) {

    static Step of(String name, Function<WalkState, PlainCall> call) {
        return new Step(name, false, known -> Optional.empty(), call, null, (answer, known) -> {});
    }

    /** A step that makes something. */
    Step creating() {
        return new Step(name, true, obstacle, call, until, learn);
    }

    /** Only with something that an earlier answer has told. */
    Step needing(String what, Sentence otherwise) {
        Function<WalkState, Optional<Sentence>> before = obstacle;
        return new Step(
                name,
                creates,
                known -> before.apply(known).or(() -> known.knows(what) ? Optional.empty() : Optional.of(otherwise)),
                call,
                until,
                learn);
    }

    /** Asked again until the answer says so. */
    Step until(Predicate<JsonNode> come) {
        return new Step(name, creates, obstacle, call, come, learn);
    }

    Step learning(BiConsumer<JsonNode, WalkState> lesson) {
        return new Step(name, creates, obstacle, call, until, lesson);
    }
}
