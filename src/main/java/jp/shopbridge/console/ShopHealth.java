package jp.shopbridge.console;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

/** Puts the health of several shops together: the worst counts, each one's sentence stands, and what to do where it is not up. */
final class ShopHealth {

    private final Map<String, Object> details = new LinkedHashMap<>();
    private Status worst = Status.UP;

    void add(String shop, Status status, String sentence, String remedy) {
        details.put(shop, sentence);
        if (!status.equals(Status.UP)) {
            details.put("remedy", remedy);
            worst = worst.equals(Status.DOWN) ? worst : status;
        }
    }

    Health build() {
        return Health.status(worst).withDetails(details).build();
    }
}
