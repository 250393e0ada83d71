package jp.shopbridge;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;

/** Whether bytes that somebody saved are a text in UTF-8, so that no letter is lost unnoticed. */
public final class Utf8 {

    /** What to do with a file in another encoding. */
    public static final Sentence REMEDY = Messages.sentence("start.save-file-again-utf-8");

    private Utf8() {}

    /**
     * The first place that is no UTF-8.
     *
     * @param line counted from 1
     * @param column characters, counted from 1
     * @param sentence what stands there
     */
    public record Wrong(int line, int column, Sentence sentence) {}

    /** The first place that is no text in UTF-8; nothing when all of it is. */
    public static Optional<Wrong> wrong(byte[] bytes) {
        int wrong = firstWrong(bytes);
        if (wrong >= bytes.length) {
            return Optional.empty();
        }
        int line = 1;
        int from = 0;
        for (int i = 0; i < wrong; i++) {
            if (bytes[i] == '\n') {
                line++;
                from = i + 1;
            }
        }
        String before = new String(bytes, from, wrong - from, StandardCharsets.UTF_8);
        return Optional.of(new Wrong(line, before.codePointCount(0, before.length()) + 1, sentence(bytes, wrong)));
    }

    private static Sentence sentence(byte[] bytes, int wrong) {
        if (bytes[wrong] == 0 || (bytes[0] & 0xFE) == 0xFE) {
            return Messages.sentence("start.what-stands-here-not-utf");
        }
        return decodable(bytes, Charset.forName("windows-31j"))
                ? Messages.sentence("start.what-stands-here-not-utf-2")
                : Messages.sentence("start.what-stands-here-not-utf-3");
    }

    private static int firstWrong(byte[] bytes) {
        int zero = 0;
        while (zero < bytes.length && bytes[zero] != 0) {
            zero++;
        }
        CharsetDecoder decoder = strict(StandardCharsets.UTF_8);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(8192);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        return result.isError() ? Math.min(in.position(), zero) : zero;
    }

    private static boolean decodable(byte[] bytes, Charset charset) {
        try {
            strict(charset).decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
