package jp.shopbridge.publishing.foresee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ServiceLoader;
import jp.shopbridge.Bridge;
import jp.shopbridge.Command;
import jp.shopbridge.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger's catalogue would come to, from a file alone. */
class RehearseCommandTest {

    private static final String GOOD =
            "{\"productNo\":\"T-1\",\"name\":\"煎茶\",\"descriptionSmall\":\"一番茶\",\"unitPrice\":680,"
                    + "\"taxEnabled\":true,\"groupUrl\":\"tea\",\"mainImagePath\":\"https://a.example/1.jpg\","
                    + "\"variations\":[{\"skuNo\":\"T-1\",\"weight\":80}]}";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder = Path.of("");

    @Test
    void tellsWhatCouldBeListedAndWhatNotByCause() throws IOException {
        String emoji = GOOD.replace("T-1", "T-2").replace("煎茶", "煎茶🎁");
        String light = GOOD.replace("T-1", "T-3").replace("\"weight\":80", "\"weight\":0");
        String both = GOOD.replace("T-1", "T-4").replace("煎茶", "煎茶🎁").replace("\"weight\":80", "\"weight\":0");
        String broken = GOOD.replace("T-1", "T-5").replace("680", "\"応相談\"");

        assertThat(run(
                        "{\"productList\":[" + GOOD + "," + emoji + "," + light + "],\"nextUrl\":\"https://x\"}\n"
                                + "{\"productList\":[" + both + "," + broken + "]}",
                        "--sample-rows"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains(
                        "5 product(s): 1 could be listed, 4 could not.",
                        "5件中1件を出品できます。4件は出品できません。",
                        "2 product(s) (1 for this alone): title [",
                        "T-2, T-4",
                        "2 product(s) (1 for this alone): weight_g",
                        "T-3, T-4",
                        "1 product(s) (1 for this alone): skus[].price",
                        "T-5",
                        "画像は取得していません。");
    }

    @Test
    void countsNoRowOfTheSandboxesTables() throws IOException {
        assertThat(run("[" + GOOD + "]", "--json")).isZero();

        JsonNode answer = Json.parse(out.toString());
        assertThat(answer.path("examined").asInt()).isEqualTo(1);
        assertThat(answer.path("passing").asInt()).isZero();
        assertThat(answer.at("/causes/0/field").asText()).isEqualTo("category_id");
        assertThat(answer.at("/causes/0/onlyObstacle").asInt()).isEqualTo(1);
        assertThat(answer.at("/causes/0/examples/0").asText()).isEqualTo("T-1");
    }

    @Test
    void readsOneProductAfterTheOtherAndASettingOfTheShop() throws IOException {
        String untaxed = GOOD.replace("\"taxEnabled\":true,", "\"taxEnabled\":false,\"taxRate\":10,")
                .replace("680", "12.5");

        assertThat(run(GOOD + "\n" + untaxed + "\n", "--sample-rows")).isZero();
        assertThat(out.toString()).contains("2 product(s): 1 could be listed");
        out.getBuffer().setLength(0);
        assertThat(run(GOOD + "\n" + untaxed + "\n", "--sample-rows", "--parameter", "price-fraction=round"))
                .isZero();
        assertThat(out.toString()).contains("2 product(s): 2 could be listed");
    }

    @Test
    void saysWhatAFileIsThatItCannotTake() throws IOException {
        assertThat(run("商品番号,商品名\nT-1,煎茶\n")).isEqualTo(2);
        assertThat(err.toString()).contains("is not JSON", "JSONではありません");
        assertThat(run("{\"productList\":[]}")).isEqualTo(2);
        assertThat(err.toString()).contains("holds no product", "商品がありません");
        Path shiftJis = Files.write(
                folder.resolve("sjis.json"), "{\"productNo\":\"茶\"}".getBytes(Charset.forName("windows-31j")));
        assertThat(command("rehearse", shiftJis.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is written in Shift_JIS: save it as UTF-8.");
        assertThat(command("rehearse", folder.resolve("none.json").toString())).isEqualTo(2);
        assertThat(command("rehearse")).isEqualTo(2);
    }

    @Test
    void theProgramOffersIt() {
        assertThat(ServiceLoader.load(Command.class, Bridge.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .anyMatch(command -> command.names().contains("rehearse")))
                .isTrue();
    }

    private int run(String text, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("export.json"), text);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "rehearse";
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return command(arguments);
    }

    private int command(String... arguments) {
        return new RehearseCommand(Clock.systemUTC()).run(arguments, new PrintWriter(out), new PrintWriter(err));
    }
}
