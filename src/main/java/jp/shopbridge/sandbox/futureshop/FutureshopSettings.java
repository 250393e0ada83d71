package jp.shopbridge.sandbox.futureshop;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one pretend futureshop is started with.
 *
 * @param port port on 127.0.0.1; 0 for a free one
 * @param clock decides token and cursor expiry, the pace and the dates of changes
 * @param directory where changes to the catalogue are kept; null for memory
 * @param shopKey 店舗キー expected in {@code X-SHOP-KEY}
 * @param clientId client id expected by the token endpoint
 * @param clientSecret client secret expected by the token endpoint
 * @param requestsPerSecond requests per second and client id, token calls included; 0 for no limit
 * @param tokenLifetime how long an access token is good
 * @param cursorLifetime how long a cursor is good
 * @param products number of generated products; 0 for the sample catalogue
 */
public record FutureshopSettings(
        int port,
        Clock clock,
        @Nullable Path directory,
        String shopKey,
        String clientId,
        String clientSecret,
        double requestsPerSecond,
        Duration tokenLifetime,
        Duration cursorLifetime,
        long products) {

    /** Refuses numbers that mean nothing. */
    public FutureshopSettings {
        if (requestsPerSecond < 0 || products < 0) {
            throw new IllegalArgumentException("requests per second and products must not be negative");
        }
    }

    /** A free port, memory, the sample catalogue, the real limits and the sandbox credentials. */
    public static FutureshopSettings standard() {
        return new FutureshopSettings(
                0,
                Clock.systemUTC(),
                null,
                "sandbox-shop",
                "sandbox-client",
                "sandbox-secret",
                1,
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                0);
    }

    /** The same on another port. */
    public FutureshopSettings onPort(int otherPort) {
        return new FutureshopSettings(
                otherPort,
                clock,
                directory,
                shopKey,
                clientId,
                clientSecret,
                requestsPerSecond,
                tokenLifetime,
                cursorLifetime,
                products);
    }

    /** The same by another clock. */
    public FutureshopSettings withClock(Clock otherClock) {
        return new FutureshopSettings(
                port,
                otherClock,
                directory,
                shopKey,
                clientId,
                clientSecret,
                requestsPerSecond,
                tokenLifetime,
                cursorLifetime,
                products);
    }

    /** The same with its state kept in a directory; null for memory. */
    public FutureshopSettings keptIn(@Nullable Path otherDirectory) {
        return new FutureshopSettings(
                port,
                clock,
                otherDirectory,
                shopKey,
                clientId,
                clientSecret,
                requestsPerSecond,
                tokenLifetime,
                cursorLifetime,
                products);
    }

    /** The same for another shop. */
    public FutureshopSettings withCredentials(String otherShopKey, String otherClientId, String otherSecret) {
        return new FutureshopSettings(
                port,
                clock,
                directory,
                otherShopKey,
                otherClientId,
                otherSecret,
                requestsPerSecond,
                tokenLifetime,
                cursorLifetime,
                products);
    }

    /** The same at another pace; 0 for no limit. */
    public FutureshopSettings withRequestsPerSecond(double otherPace) {
        return new FutureshopSettings(
                port,
                clock,
                directory,
                shopKey,
                clientId,
                clientSecret,
                otherPace,
                tokenLifetime,
                cursorLifetime,
                products);
    }

    /** The same with other lifetimes of tokens and cursors. */
    public FutureshopSettings withLifetimes(Duration token, Duration cursor) {
        return new FutureshopSettings(
                port, clock, directory, shopKey, clientId, clientSecret, requestsPerSecond, token, cursor, products);
    }

    /** The same with this many generated products; 0 for the sample catalogue. */
    public FutureshopSettings withProducts(long number) {
        return new FutureshopSettings(
                port,
                clock,
                directory,
                shopKey,
                clientId,
                clientSecret,
                requestsPerSecond,
                tokenLifetime,
                cursorLifetime,
                number);
    }
}
