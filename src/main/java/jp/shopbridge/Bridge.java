package jp.shopbridge;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts the bridge. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Bridge {

    /** Starts the application with Spring's usual arguments. */
    public static void main(String[] arguments) {
        SpringApplication.run(Bridge.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Instance instance(BridgeSettings settings) {
        return Instance.named(settings.instance());
    }
}
