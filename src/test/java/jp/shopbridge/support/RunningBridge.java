package jp.shopbridge.support;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.shopbridge.Bridge;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole application in this process: on a free port, over an empty H2 database in memory, with the users
 * {@code merchant} and {@code operator} whose passwords are below. The pretend worlds stay off unless a test turns them
 * on.
 */
public final class RunningBridge implements AutoCloseable {

    /** The merchant's password. */
    public static final String MERCHANT_PASSWORD = "merchant-of-a-test";

    /** The operator's password. */
    public static final String OPERATOR_PASSWORD = "operator-of-a-test";

    private final ConfigurableApplicationContext context;

    private RunningBridge(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts the application.
     *
     * @param settings further settings, each as {@code name=value}; they win over the ones this class sets
     */
    public static RunningBridge with(String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--sandbox.enabled=false",
                "--sandbox.futureshop.port=9",
                "--sandbox.tiktok.port=9",
                "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID()
                        + ";DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                "--security.users.merchant.password=" + MERCHANT_PASSWORD,
                "--security.users.operator.password=" + OPERATOR_PASSWORD,
                "--logging.level.root=WARN",
                "--logging.level.jp.shopbridge=WARN",
                "--logging.level.org.flywaydb=ERROR"));
        for (String setting : settings) {
            String name = setting.substring(0, setting.indexOf('=') + 1);
            arguments.removeIf(argument -> argument.startsWith("--" + name));
            arguments.add("--" + setting);
        }
        return new RunningBridge(new SpringApplicationBuilder(Bridge.class).run(arguments.toArray(String[]::new)));
    }

    /** The address to reach it at, without a trailing slash. */
    public String address() {
        return "http://127.0.0.1:"
                + ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    /** The one bean of this type. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
