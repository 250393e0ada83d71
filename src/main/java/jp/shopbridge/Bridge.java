package jp.shopbridge;

import java.io.ObjectInputFilter;
import java.time.Clock;
import java.util.Optional;
import java.util.ServiceLoader;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/**
 * Starts the bridge; or, when the first argument names a {@link Command}, does only that: {@code lint}, {@code test},
 * {@code explain} and {@code preview} work on mappings, {@code lint --routes} on routes, {@code sandbox} runs the pretend worlds alone.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Bridge {

    /** Starts the application with Spring's usual arguments, or runs one command. */
    public static void main(String[] arguments) {
        readNoSerializedObjects();
        Optional<Command> command = arguments.length == 0 ? Optional.empty() : command(arguments);
        if (command.isPresent()) {
            int status = command.get().run(arguments);
            if (status >= 0) {
                System.exit(status);
            }
        } else {
            start(arguments);
        }
    }

    /**
     * Nothing here is kept or sent as serialized Java objects, so none are read, whoever finds a way to offer some. A
     * filter that was given on the command line is kept.
     */
    private static void readNoSerializedObjects() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter("!*"));
        }
    }

    /** A start that was refused ends the process, whatever threads it had started; Spring has said why. */
    private static void start(String[] arguments) {
        try {
            SpringApplication.run(Bridge.class, arguments);
        } catch (RuntimeException refused) {
            System.exit(1);
        }
    }

    private static Optional<Command> command(String[] arguments) {
        return arguments[0].startsWith("-")
                ? Optional.empty()
                : ServiceLoader.load(Command.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(command -> command.isMeant(arguments))
                        .findFirst();
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
