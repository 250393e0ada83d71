package jp.shopbridge.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the running application of a settings profile, as a parameter of type {@link BridgeWithWorlds}. Each
 * profile starts with the first test that asks for it and stops after the last test of the run, so a test works on products,
 * users and addresses of its own and leaves every setting as it found it.
 */
public final class SharedBridge implements ParameterResolver {

    private static final Namespace HERE = Namespace.create(SharedBridge.class);

    /** The settings an application of the suite may run with; a new row costs one more start in every run. */
    public enum Profile {
        /** Both pretend worlds, all samples imported, TikTok authorized, nothing selected. */
        WORLDS(Map.of()),
        /** The same behind a proxy on this machine that takes in https for bridge.example. */
        BEHIND_A_PROXY(Map.of(
                "server.forward-headers-strategy", "native", "bridge.public-base-url", "https://bridge.example")),
        /** Two shops, both read from the same worlds, and people who may see one of them only. */
        PEOPLE(People.settings());

        private final Map<String, String> settings;

        Profile(Map<String, String> settings) {
            this.settings = settings;
        }
    }

    /** Which profile a test class works with. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @ExtendWith(SharedBridge.class)
    public @interface On {
        /** The profile. */
        Profile value();
    }

    /** The application of this profile, started if it does not run yet. */
    public static BridgeWithWorlds of(ExtensionContext context, Profile profile) {
        return context.getRoot()
                .getStore(HERE)
                .getOrComputeIfAbsent(profile, key -> new Running(profile), Running.class)
                .bridge;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == BridgeWithWorlds.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        On on = context.getRequiredTestClass().getAnnotation(On.class);
        return of(context, on == null ? Profile.WORLDS : on.value());
    }

    private static final class Running implements ExtensionContext.Store.CloseableResource {

        private final BridgeWithWorlds bridge;

        Running(Profile profile) {
            Map<String, String> settings = new HashMap<>(profile.settings);
            settings.put("camel.main.jmx-enabled", "true");
            bridge = BridgeWithWorlds.on(Database.h2(), settings);
            bridge.await("/api/status", status -> StreamSupport.stream(
                            status.path("shops").spliterator(), false)
                    .allMatch(
                            shop -> "done".equals(shop.at("/intake/run/status").asText())));
            // The pretend merchant consents for the first shop.
            // A consent comes back to the public address, where nobody listens when it is another one than ours.
            if (!profile.settings.containsKey("bridge.public-base-url")) {
                bridge.await(
                        "/api/authorization?shop="
                                + bridge.get("/api/session").at("/shops/0").asText(),
                        authorization -> authorization.path("authorized").asBoolean());
            }
        }

        @Override
        public void close() {
            bridge.close();
        }
    }
}
