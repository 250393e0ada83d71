package jp.shopbridge.startup;

import java.net.BindException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Prints which port, address or file somebody else has already, which setting names it, and what to do. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TakenAnalyzer implements FailureAnalyzer {

    private static final List<String> PORTS =
            List.of("server.port", "management.server.port", "sandbox.futureshop.port", "sandbox.tiktok.port");
    private static final Pattern PORT = Pattern.compile(":(\\d{1,5})\\b");
    private static final Pattern LOCKED = Pattern.compile("The file is locked: (?:\\w+:)?(.+?) \\[\\d");

    private final Environment settings;

    TakenAnalyzer(Environment settings) {
        this.settings = settings;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        String port = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher named = PORT.matcher(Objects.requireNonNullElse(cause.getMessage(), ""));
            if (cause instanceof PortInUseException inUse) {
                return taken(Integer.toString(inUse.getPort()), failure);
            } else if (cause instanceof SQLException refused
                    && refused.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                return database(failure);
            } else if (cause instanceof MVStoreException locked
                    && locked.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                return pretendWorld(locked, failure);
            } else if (cause instanceof BindException refused) {
                return String.valueOf(refused.getMessage()).contains("in use")
                        ? taken(port == null ? settings.getProperty("server.port", "") : port, failure)
                        : unusable(String.valueOf(refused.getMessage()), failure);
            } else if (named.find()) {
                port = named.group(1);
            }
        }
        return null;
    }

    private FailureAnalysis taken(String port, Throwable failure) {
        String setting = PORTS.stream()
                .filter(name -> port.equals(settings.getProperty(name)))
                .findFirst()
                .orElse("server.port");
        return new FailureAnalysis(
                "Port " + port + " (" + setting + ") is taken: another process of this machine listens on it.",
                "Stop that process, which is perhaps an earlier start of this one, or choose another port: --" + setting
                        + "=" + nextTo(port) + " (environment: " + new Complaint(setting, "").environmentForm()
                        + "). Then start again.",
                failure);
    }

    private static String nextTo(String port) {
        return port.matches("\\d{1,4}|[1-5]\\d{4}") ? Integer.toString(Integer.parseInt(port) + 1000) : "8081";
    }

    private FailureAnalysis unusable(String reason, Throwable failure) {
        return new FailureAnalysis(
                "Nothing can listen on server.address " + settings.getProperty("server.address", "(all)")
                        + ", server.port " + settings.getProperty("server.port") + ": " + reason + ".",
                "Let server.address (SERVER_ADDRESS) be an address of this machine, and server.port (SERVER_PORT) one"
                        + " that this user may use: those below 1024 are the administrator's. Then start again.",
                failure);
    }

    private FailureAnalysis database(Throwable failure) {
        return new FailureAnalysis(
                "The database of spring.datasource.url, "
                        + withoutOptions(settings.getProperty("spring.datasource.url"))
                        + ", is open in another process. H2 is for one process only.",
                "Stop the other process, which is perhaps an earlier start of this one, or give this one a database of its"
                        + " own (SPRING_DATASOURCE_URL). Several instances share PostgreSQL. Nothing was changed.",
                failure);
    }

    private FailureAnalysis pretendWorld(MVStoreException locked, Throwable failure) {
        Matcher file = LOCKED.matcher(String.valueOf(locked.getMessage()));
        return new FailureAnalysis(
                "The file " + (file.find() ? file.group(1) : "of a pretend world") + " is open in another process.",
                "Stop the other process, which is perhaps an earlier start of this one, or give this one a folder of its own"
                        + " (sandbox.data-dir, SANDBOX_DATADIR; empty keeps the pretend worlds in memory).",
                failure);
    }

    private static String withoutOptions(@Nullable String url) {
        return String.valueOf(url).replaceAll(";.*", "");
    }
}
