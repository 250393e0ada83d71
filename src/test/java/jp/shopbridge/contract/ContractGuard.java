package jp.shopbridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fails the test, or else the class or the run, during which something was said against TikTok's contract. Registered for
 * every test by {@code junit-platform.properties}; an application that several classes share may make it one class late.
 */
public final class ContractGuard implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        // Closed with the run, after the applications that were put in later: what they say while they stop counts too.
        context.getRoot()
                .getStore(Namespace.create(ContractGuard.class))
                .getOrComputeIfAbsent(AtTheEnd.class, any -> new AtTheEnd(), AtTheEnd.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        check();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        check();
    }

    private static void check() {
        assertThat(ContractFilter.take())
                .as("what was said against TikTok's contract (src/main/resources/tiktok/contract.json)")
                .isEmpty();
    }

    private static final class AtTheEnd implements ExtensionContext.Store.CloseableResource {
        @Override
        public void close() {
            check();
        }
    }
}
