package jp.shopbridge.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that spreadsheets have rewritten are told, with what they were likely; what people write is left alone. */
class CellDamageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "7.08243E+18!true!「708243」で始まる19桁の番号!one of 19 digits that begins with 708243",
                "4.90123E+12!true!「490123」で始まる13桁の番号!one of 13 digits that begins with 490123",
                "7E+18!true!「7」で始まる19桁の番号!one of 19 digits that begins with 7",
                "1.00E+05!true!「1E5」!such as 1E5",
                "1.20E+03!true!「1.2E3」!such as 1.2E3",
                "#NAME?!true!エラー表示!shows for an error",
                "########!true!エラー表示!shows for an error",
                "600,002!false!「600002」!likely 600002",
                "1,234,567!false!「1234567」!likely 1234567",
                "2026/11/29!false!「11-29」か「11/29」!likely 11-29 or 11/29",
                "11月29日!false!「11-29」か「11/29」!likely 11-29 or 11/29",
                "Nov-29!false!月と日!month and day",
                "29-Nov!false!月と日!month and day",
                "7082427311584340000!false!「708242731158434」で始まる19桁!19 digits that begins with 708242731158434",
                "4.00E-10!false!「4E-10」!such as 4E-10"
            })
    void saysWhatItWasLikely(String cell, boolean certain, String ja, String en) {
        CellDamage damage = CellDamage.of(cell).orElseThrow();

        assertThat(damage.certain()).isEqualTo(certain);
        assertThat(damage.sentence().ja()).contains(ja);
        assertThat(damage.sentence().en()).contains(en);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "600002",
                "7082427311584347905",
                "4901234567894",
                "0000000000000000",
                "1E5",
                "E+1",
                "12,5",
                "1,2,3",
                "2026-11-29",
                "11-29",
                "tea",
                "#1",
                "1/2",
                "ｃ+11",
                "https://x.example/2026/11/29",
                "may",
                "dec-orate"
            })
    void leavesAloneWhatPeopleWrite(String cell) {
        assertThat(CellDamage.of(cell)).isEmpty();
    }
}
