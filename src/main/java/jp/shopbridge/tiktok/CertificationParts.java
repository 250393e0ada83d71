package jp.shopbridge.tiktok;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Instance;
import jp.shopbridge.staging.Pauses;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The few parts of the client that a command needs to call in the name of a shop; no configuration by name. */
@EnableConfigurationProperties({KeySettings.class, BridgeSettings.class})
@Import({
    TokenCipher.class,
    EncryptionSalt.class,
    Authorizations.class,
    Consents.class,
    HourlyCalls.class,
    TiktokRequests.class,
    TokenEndpoint.class,
    Pauses.class
})
public class CertificationParts {

    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Instance instance() {
        return new Instance("certify");
    }

    // Of its calls only those that issue tokens pass it: the others come one after the other anyway.
    @Bean
    TiktokRate rate(HourlyCalls hours, Clock clock) {
        return new TiktokRate(new TiktokLimits(1, 1, Duration.ofMinutes(1), JAPAN), clock, () -> 1, hours);
    }
}
