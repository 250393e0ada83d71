package jp.shopbridge.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.Map;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Chromium;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a browser test its {@link Visitor} and the running {@link BridgeWithWorlds}. Application and browser start with
 * the first test that asks and stop after the last test of the run: each test works on products of its own. A failed test leaves
 * what the browser showed in {@code target/page}.
 */
final class Desk implements ExecutionCondition, ParameterResolver, AfterTestExecutionCallback {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final Namespace HERE = Namespace.create(Desk.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Chromium.missing()
                .map(why -> {
                    context.getRoot().getStore(HERE).getOrComputeIfAbsent("told", key -> {
                        LOG.warn(why);
                        return true;
                    });
                    return ConditionEvaluationResult.disabled(why);
                })
                .orElseGet(() -> ConditionEvaluationResult.enabled("Chromium is installed."));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Visitor.class || type == BridgeWithWorlds.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared = shared(context);
        if (parameter.getParameter().getType() == BridgeWithWorlds.class) {
            return shared.bridge;
        }
        return context.getStore(HERE).getOrComputeIfAbsent(Seat.class, key -> shared.seat(), Seat.class).visitor;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        Seat seat = context.getStore(HERE).get(Seat.class, Seat.class);
        if (seat == null) {
            return;
        }
        if (context.getExecutionException().isPresent()) {
            String name = context.getRequiredTestClass().getSimpleName() + "-"
                    + context.getRequiredTestMethod().getName();
            seat.visitor
                    .page()
                    .screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "page", name + ".png")));
        } else {
            seat.visitor.sawNoFaults();
        }
    }

    private static Shared shared(ExtensionContext context) {
        return context.getRoot().getStore(HERE).getOrComputeIfAbsent(Shared.class, key -> new Shared(), Shared.class);
    }

    /** One browser and one application for the whole run. */
    private static final class Shared implements ExtensionContext.Store.CloseableResource {

        private final Chromium chromium;
        private final BridgeWithWorlds bridge;

        Shared() {
            PlaywrightAssertions.setDefaultAssertionTimeout(Visitor.PATIENCE);
            chromium = Chromium.start();
            bridge = BridgeWithWorlds.on(Database.h2(), Map.of());
            bridge.await("/api/status", status -> "done"
                    .equals(status.at("/shops/0/intake/run/status").asText()));
            bridge.await(
                    "/api/authorization",
                    authorization -> authorization.path("authorized").asBoolean());
        }

        Seat seat() {
            return new Seat(chromium, bridge.baseUrl());
        }

        @Override
        public void close() {
            bridge.close();
            chromium.close();
        }
    }

    /** One test's window, without anybody else's cookies. */
    private static final class Seat implements ExtensionContext.Store.CloseableResource {

        private final BrowserContext context;
        private final Visitor visitor;

        Seat(Chromium chromium, String baseUrl) {
            context = chromium.browser().newContext(Visitor.window(baseUrl));
            visitor = new Visitor(context);
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
