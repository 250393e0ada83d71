package jp.shopbridge;

import java.io.ObjectInputFilter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/**
 * Starts the bridge; or, when the first argument names a {@link Command} or asks for help, does only that. A first argument that is
 * neither a command nor a setting starts nothing.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Bridge {

    /** Starts the application with Spring's usual arguments, or runs one command. */
    public static void main(String[] arguments) {
        readNoSerializedObjects();
        Lib.open();
        if (arguments.length == 0 || !CommandOverview.answers(arguments[0])) {
            start(arguments);
            return;
        }
        List<Command> commands = ServiceLoader.load(Command.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        Optional<Command> command =
                commands.stream().filter(each -> each.isMeant(arguments)).findFirst();
        end(
                command.isPresent()
                        ? command.get().run(arguments)
                        : new CommandOverview(commands)
                                .answer(
                                        arguments,
                                        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                                        new PrintWriter(System.err, true, StandardCharsets.UTF_8)));
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

    /** A command that goes on by itself says so by a negative status. */
    private static void end(int status) {
        if (status >= 0) {
            System.exit(status);
        }
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
