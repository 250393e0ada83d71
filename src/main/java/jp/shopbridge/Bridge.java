package jp.shopbridge;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the bridge. */
@SpringBootApplication
public class Bridge {

    /** Starts the application with Spring's usual arguments. */
    public static void main(String[] arguments) {
        SpringApplication.run(Bridge.class, arguments);
    }
}
