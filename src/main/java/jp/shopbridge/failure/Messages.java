package jp.shopbridge.failure;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sentences that the program says to people, by code. They stand in {@code messages_ja.properties} and
 * {@code messages_en.properties}; a key is the code of the problem or finding that a person sees, or the name of the
 * room and the first words. Patterns are those of {@link MessageFormat}: <code>{0}</code> is the first argument, and an
 * apostrophe is written twice.
 */
public final class Messages {

    private static final Control NO_OTHER_LANGUAGE = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
    private static final ResourceBundle JA = ResourceBundle.getBundle("messages", Locale.JAPANESE, NO_OTHER_LANGUAGE);
    private static final ResourceBundle EN = ResourceBundle.getBundle("messages", Locale.ENGLISH, NO_OTHER_LANGUAGE);

    private Messages() {}

    /**
     * The sentence of this key. An argument that is itself a {@link Sentence} is said in the language around it; every
     * other one is written as {@link String#valueOf(Object)} does, so that no number gets separators.
     *
     * @throws java.util.MissingResourceException where no file has the key: a fault of the program, found by its tests
     */
    public static Sentence sentence(String key, @Nullable Object... arguments) {
        return Sentence.of(
                said(JA.getString(key), arguments, Sentence::ja), said(EN.getString(key), arguments, Sentence::en));
    }

    private static String said(String pattern, @Nullable Object[] arguments, Function<Sentence, String> language) {
        Object[] words = Arrays.stream(arguments)
                .map(each -> each instanceof Sentence sentence ? language.apply(sentence) : String.valueOf(each))
                .toArray();
        return new MessageFormat(pattern, Locale.ROOT).format(words);
    }
}
