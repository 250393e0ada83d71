package jp.shopbridge.futureshop;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How futureshop is asked ({@code intake.*}).
 *
 * @param requestsPerSecond the limit per client ID, token calls included; 0 or less switches it off
 * @param pageSize products per page, 50 to 250
 * @param types the extra blocks wanted with each product
 */
@ConfigurationProperties("intake")
public record FutureshopSettings(BigDecimal requestsPerSecond, int pageSize, List<String> types) {

    /** Refuses a page size that futureshop would refuse. */
    public FutureshopSettings {
        if (pageSize < 50 || pageSize > 250) {
            throw new IllegalArgumentException(
                    "intake.page-size is " + pageSize + ", but futureshop accepts 50 to 250; correct the setting.");
        }
        types = List.copyOf(types);
    }
}
