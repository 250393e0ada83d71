package jp.shopbridge.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ShopParametersCheckTest {

    @Test
    void namesAMisspeltParameterAndAValueThatIsNoChoice() {
        assertThat(complaints(Map.of(
                        "bridge.shops[0].key", "main",
                        "bridge.shops[0].parameters.price-rounding", "upp",
                        "bridge.shops[1].key", "outlet",
                        "bridge.shops[1].parameters.price-roundin", "up")))
                .satisfiesExactly(
                        wrong -> assertThat(wrong)
                                .startsWith("bridge.shops[0].parameters.price-rounding: 'upp' is not among")
                                .contains("down, half-up, up"),
                        misspelt -> assertThat(misspelt)
                                .startsWith("bridge.shops[1].parameters.price-roundin: no mapping has the parameter")
                                .contains("price-rounding"));
    }

    @Test
    void takesWhatTheMappingsDeclare() {
        assertThat(complaints(Map.of(
                        "bridge.shops[0].key", "main",
                        "bridge.shops[0].parameters.price-rounding", "up",
                        "bridge.shops[0].parameters.tax-rate", "8")))
                .isEmpty();
        assertThat(complaints(Map.of("bridge.shops[0].key", "main"))).isEmpty();
    }

    private static List<String> complaints(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        List<String> complaints = new ArrayList<>();
        new ShopParametersCheck(environment, (setting, text) -> complaints.add(setting + ": " + text)).look();
        return complaints;
    }
}
