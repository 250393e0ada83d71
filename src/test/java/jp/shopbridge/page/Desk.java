package jp.shopbridge.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Chromium;
import jp.shopbridge.support.SharedBridge;
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
 * Gives a browser test its {@link Visitor} and the running {@link BridgeWithWorlds}. The browser starts with
 * the first test that asks and stops after the last test of the run, as the application does: each test works on products of its own. A failed test leaves
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
        if (parameter.getParameter().getType() == BridgeWithWorlds.class) {
            return SharedBridge.of(context, SharedBridge.Profile.WORLDS);
        }
        return context.getStore(HERE).getOrComputeIfAbsent(Seat.class, key -> seat(context), Seat.class).visitor;
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

    private static Seat seat(ExtensionContext context) {
        Browser browser = context.getRoot()
                .getStore(HERE)
                .getOrComputeIfAbsent(Browser.class, key -> new Browser(), Browser.class);
        return new Seat(
                browser.chromium,
                SharedBridge.of(context, SharedBridge.Profile.WORLDS).baseUrl());
    }

    /** One browser for the whole run. */
    private static final class Browser implements ExtensionContext.Store.CloseableResource {

        private final Chromium chromium;

        Browser() {
            PlaywrightAssertions.setDefaultAssertionTimeout(Visitor.PATIENCE);
            chromium = Chromium.start();
        }

        @Override
        public void close() {
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
