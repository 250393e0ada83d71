package jp.shopbridge.sandbox.tiktok;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of the open questions this world answers the other way; kept with its state. */
final class OpenQuestions {

    private static final String NOTE = "open-questions";

    private final Set<OpenQuestion> fromTheStart;
    private final Books books;

    OpenQuestions(TikTokSettings settings, Books books) {
        fromTheStart = settings.otherwise();
        this.books = books;
    }

    boolean otherwise(OpenQuestion question) {
        return otherwise().contains(question);
    }

    /** Answers these the other way from now on, and all others by this world's own reading. */
    void set(Set<OpenQuestion> questions) {
        books.note(NOTE, "set " + questions.stream().map(OpenQuestion::name).collect(Collectors.joining(" ")));
    }

    private Set<OpenQuestion> otherwise() {
        String note = books.note(NOTE);
        if (note.isEmpty()) {
            return fromTheStart;
        }
        Set<OpenQuestion> questions = EnumSet.noneOf(OpenQuestion.class);
        for (String name : note.split(" ")) {
            if (!name.equals("set")) {
                questions.add(OpenQuestion.valueOf(name));
            }
        }
        return questions;
    }
}
