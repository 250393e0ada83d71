package jp.shopbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Parser;
import java.io.StringReader;
import java.time.Duration;
import java.util.Map;
import jp.shopbridge.Json;
import jp.shopbridge.mapping.function.CannotApply;
import jp.shopbridge.mapping.function.Work;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that count mean what they meant before, and stop where they would explode. */
class ExpressionBoundsTest {

    private static final JsonNode DOCUMENT = document();

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".a + 1",
                ".list + .list",
                ".a - 2 * 3 / number(\"4\") - -1",
                "[for (.list) let twice = . * 2 $twice + 1]",
                "{for (.list) \"k\" + . : [., .]}",
                "[for (.list) [for ($root.list) . + 1]]",
                "let x = .o.b let y = [$x, $x] join([for ($y) string(.)], \"-\")",
                "if (.a == 1 and not(.list == .o)) \"one\" else if (.a > 1) .a else [.o.b, .list[0 : 2], .list[-1]]",
                "{\"a\": 5, * - list : .}",
                "{\"o\": {\"c\": 2, * : .}}",
                "{\"a\": 5} + {\"b\": size(.list)}",
                ".o | {\"n\": .b} | .n + \"x\"",
                "def double(x) let y = $x $y + $y def four(x) double(double($x)) four(.a)",
                "contains(.t, [\"a b\", \"c\"]) or fallback(.none, .a) != 3",
                "any([for (.list) . >= 3]) and all([for (.list) . < 9])",
                "format-time(1700000000, \"yyyy-MM-dd\") + uppercase(.t)",
                "to-json({\"a\": \"x\\\"y\"}) + \"// no comment\"",
            })
    void meansWhatItMeant(String code) {
        JsonNode raw = new Parser(new StringReader(code))
                .withObjectFilter("true")
                .compile()
                .apply(Map.of("root", DOCUMENT), DOCUMENT);

        assertThat(run(code)).isEqualTo(raw);
    }

    @ParameterizedTest
    @Timeout(10)
    @ValueSource(
            strings = {
                "let a = .big + .big let b = $a + $a let c = $b + $b let d = $c + $c let e = $d + $d let f = $e + $e"
                        + " let g = $f + $f let h = $g + $g let i = $h + $h let j = $i + $i let k = $j + $j"
                        + " let l = $k + $k let m = $l + $l let n = $m + $m let o = $n + $n size($o + $o)",
                ".big | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + .",
                "[for (.wide) [for ($root.wide) [for ($root.wide) 1]]]",
                "[for (.wide) [for ($root.wide) \"0123456789\" + .]]",
                "to-json(to-json(to-json(to-json(to-json(to-json(to-json(to-json(to-json(to-json(to-json(to-json(to-json("
                        + "to-json(to-json(to-json(to-json(to-json(to-json(to-json(to-json(to-json(.))))))))))))))))))))))",
                "[.,.]|[.,.]|[.,.]|[.,.]|[.,.]|[.,.]|[.,.]|[.,.]|[.,.]|[.,.]|[.,.]|[.,.]|[.,.]|[.,.]|[.,.]|[.,.]|[.,.]",
                "flatten([for (.wide) [for ($root.wide) [.,.,.,.,.,.,.,.,.,.]]])",
                "join(.wide, .big)",
                ".t * 2000000000",
                ".a * .t",
                "def a() [1, 1] def b() [a(), a()] def c() [b(), b()] def d() [c(), c()] def e() [d(), d()]"
                        + " def f() [e(), e()] def g() [f(), f()] def h() [g(), g()] def i() [h(), h()] def j() [i(), i()]"
                        + " def k() [j(), j()] def l() [k(), k()] def m() [l(), l()] def n() [m(), m()] def o() [n(), n()]"
                        + " def p() [o(), o()] def q() [p(), p()] size([q(), q()])",
            })
    void stopsWhereItWouldExplode(String code) {
        assertThatThrownBy(() -> run(code)).isInstanceOfAny(CannotApply.class, Work.Exceeded.class);
    }

    private static JsonNode run(String code) {
        Findings findings = new Findings();
        Query query = Query.compile(new Yaml.Scalar(new Position("x", 1, 1), code, true), findings);
        assertThat(findings.sorted()).isEmpty();
        assertThat(query).isNotNull();
        if (query == null) {
            throw new IllegalStateException(code);
        }
        long began = System.nanoTime();
        try {
            return Work.counted(() -> query.evaluate(DOCUMENT, Map.of("root", DOCUMENT)));
        } finally {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
        }
    }

    private static JsonNode document() {
        try {
            StringBuilder wide = new StringBuilder();
            for (int i = 0; i < 800; i++) {
                wide.append(i == 0 ? "" : ",").append(i);
            }
            return Json.MAPPER.readTree("{\"a\": 1, \"t\": \"a b\", \"list\": [3, 1, 2], \"o\": {\"b\": 7}, \"big\": \""
                    + "x".repeat(5000) + "\", \"wide\": [" + wide + "]}");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
