package jp.shopbridge.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import jp.shopbridge.spreadsheet.WrittenText.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files are written in, as spreadsheets and editors save them. */
class WrittenTextTest {

    private static final Charset WINDOWS = Charset.forName("windows-31j");
    private static final String TEXT = "商品番号,商品名\r\np-1,マグカップ\r\n";

    @Test
    void tellsUtf8WithAndWithoutItsMark() {
        WrittenText marked = WrittenText.of(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_8));

        assertThat(marked).isEqualTo(new WrittenText(Encoding.UTF_8, true, TEXT));
        assertThat(WrittenText.of(TEXT.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new WrittenText(Encoding.UTF_8, false, TEXT));
        assertThat(marked.mayLackCharacters()).isFalse();
    }

    @Test
    void tellsShiftJisAndWhatMayHaveBecomeOfIt() {
        WrittenText written = WrittenText.of(TEXT.getBytes(WINDOWS));

        assertThat(written).isEqualTo(new WrittenText(Encoding.SHIFT_JIS, false, TEXT));
        assertThat(written.mayLackCharacters()).isTrue();
        assertThat(WrittenText.of("title\n? mug\n".getBytes(WINDOWS)).mayLackCharacters())
                .isTrue();
    }

    @Test
    void readsTheBlankThatWindowsWritesThoughNoCharacterHasIt() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("茶".getBytes(WINDOWS));
        bytes.write(0xA0);
        bytes.writeBytes("碗".getBytes(WINDOWS));

        assertThat(WrittenText.of(bytes.toByteArray()))
                .isEqualTo(new WrittenText(Encoding.SHIFT_JIS, false, "茶\u00A0碗"));
    }

    @Test
    void tellsUtf16WithAndWithoutItsMark() {
        assertThat(WrittenText.of(TEXT.getBytes(StandardCharsets.UTF_16)).encoding())
                .isEqualTo(Encoding.UTF_16);
        assertThat(WrittenText.of(TEXT.getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(new WrittenText(Encoding.UTF_16, false, TEXT));
        assertThat(WrittenText.of(TEXT.getBytes(StandardCharsets.UTF_16BE)).text())
                .isEqualTo(TEXT);
    }

    @Test
    void tellsWhatIsNoneOfThem() {
        assertThat(WrittenText.of(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, (byte) 0xFF})
                        .encoding())
                .isEqualTo(Encoding.UNKNOWN);
        assertThat(WrittenText.of(new byte[] {(byte) 0xFF, 0x20}).encoding()).isEqualTo(Encoding.SHIFT_JIS);
        assertThat(WrittenText.of(new byte[] {(byte) 0x81}).encoding()).isEqualTo(Encoding.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "a,b!COMMA",
                "a;b!SEMICOLON",
                "a\tb!TAB",
                "a|b!BAR",
                "商品番号，商品名!WIDE_COMMA",
                "商品番号、商品名!JAPANESE_COMMA",
                "\"a;b\"!COMMA",
                "a;b,c!COMMA",
                "a!COMMA"
            })
    void tellsTheSeparator(String headings, Separator separator) {
        assertThat(Separator.of(headings)).isEqualTo(separator);
    }
}
