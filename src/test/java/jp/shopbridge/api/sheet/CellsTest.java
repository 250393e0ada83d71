package jp.shopbridge.api.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jp.shopbridge.Json;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells leave so that no spreadsheet executes or rewrites them, and return as they were. */
class CellsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://x\")",
                "+81-3",
                "-20%",
                "@SUM(A1)",
                "\t=1",
                " =1+1",
                "＝1+1",
                "00123",
                "4901234567894",
                "1-2",
                "2026/11/25",
                "12:30",
                "1.50",
                "1E5",
                "SEP2",
                "true",
                "#空",
                "#revert",
                "'=1"
            })
    void putsAnApostropheBeforeWhatASpreadsheetWouldChange(String text) {
        assertThat(Cells.guarded(text)).isEqualTo("'" + text);
        assertThat(Cells.unguarded("'" + text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"マグカップ", "'90s mug", "12,000円", "A-1", "350", "<p>a=b</p>", "5×3", ""})
    void leavesOtherTextsAlone(String text) {
        assertThat(Cells.guarded(text)).isEqualTo(text);
        assertThat(Cells.unguarded(text)).isEqualTo(text);
    }

    @Property
    void everyTextReturnsAsItLeftAndNoneStartsAFormula(
            @ForAll @StringLength(max = 6) @CharRange(from = ' ', to = 'F') String text) {
        String cell = Cells.guarded(text);

        assertThat(Cells.unguarded(cell)).isEqualTo(text);
        assertThat(cell.stripLeading())
                .doesNotStartWith("=")
                .doesNotStartWith("+")
                .doesNotStartWith("-");
        assertThat(cell.stripLeading()).doesNotStartWith("@");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "TEXT; \"ほうじ茶\"",
                "WHOLE; 1980",
                "FLAG; true",
                "LINES; [\"カラー\",\"サイズ\"]",
                "LINES; [\" 前に空白\",\"\"]",
                "PICTURES; [{\"url\":\"https://x.example/1.jpg\"},{\"url\":\"https://x.example/2.jpg\"}]",
                "PICTURES; [{\"url\":\"https://x.example/1.jpg\",\"alt\":\"表\"}]",
                "SIDES; {\"length\":30,\"width\":20,\"height\":10}",
                "SIDES; {\"length\":30}",
                "OPTIONS; [{\"axis\":\"カラー\",\"value\":\"白=黒\"}]",
                "ATTRIBUTES; [{\"id\":\"100398\",\"values\":[{\"id\":\"1000058\",\"name\":\"日本\"},{\"name\":\"綿:100%\"}]}]",
                "ATTRIBUTES; [{\"id\":\"100398\",\"values\":[{\"name\":\"a|b\"}]}]"
            })
    void everyValueReturnsFromItsCell(String form, String json) {
        JsonNode value = Json.parse(json);
        CellForm cellForm = CellForm.valueOf(form);

        assertThat(cellForm.value(cellForm.cell(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "WHOLE; １，９８０円; 1980",
                "WHOLE; ¥1,980; 1980",
                "WHOLE; 1980.0; 1980",
                "WHOLE; 350g; 350",
                "FLAG; ＯＮ; true",
                "FLAG; いいえ; false",
                "SIDES; 30×20×10cm; {\"length\":30,\"width\":20,\"height\":10}"
            })
    void readsWhatPeopleType(String form, String cell, String json) {
        assertThat(CellForm.valueOf(form).value(cell)).isEqualTo(Json.parse(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "WHOLE; 1,2,3",
                "WHOLE; 1.5",
                "WHOLE; -3",
                "WHOLE; 1万",
                "WHOLE; 1.5kg",
                "WHOLE; 12300 円(税込)",
                "WHOLE; 10²",
                "WHOLE; ②",
                "WHOLE; ٣",
                "WHOLE; 1e3",
                "SIDES; 30x10.5x20",
                "SIDES; 30x-1x20",
                "WHOLE; 高い",
                "FLAG; たぶん",
                "SIDES; 30x20",
                "PICTURES; 1.jpg",
                "OPTIONS; 白",
                "ATTRIBUTES; 100398"
            })
    void saysWhatItCannotRead(String form, String cell) {
        assertThat(CellForm.valueOf(form).value(cell).isMissingNode()).isTrue();
    }
}
