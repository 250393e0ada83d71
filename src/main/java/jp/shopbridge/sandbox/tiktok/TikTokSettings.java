package jp.shopbridge.sandbox.tiktok;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the pretend TikTok Shop is told at its start. {@link #builder()} begins with values that suit a test.
 *
 * @param clock the world's time: timestamps, token expiry, audits and quotas follow it
 * @param port port on 127.0.0.1; 0 for a free one
 * @param dataDir where the state is kept over restarts; null keeps it in memory
 * @param appKey the only app this world knows
 * @param appSecret signs requests and webhooks
 * @param serviceId what the consent page wants as {@code service_id}
 * @param redirectUrl where the consent page sends the browser back to; null shows the code on the page instead
 * @param consent what the seller answers on the consent page when the request does not say
 * @param shops the shops that exist
 * @param authorised the tokens with which the app starts authorised; empty when consent is still to be given
 * @param scopes what the seller grants
 * @param accessTokenLife how long an access token lives; seven days really
 * @param refreshTokenLife how long a refresh token lives
 * @param latency how long every answer of the API takes at least
 * @param auditDelay how long a product is under review
 * @param indexLag how long a new product stays invisible to search
 * @param readsPerSecond reads allowed per shop; 0 for any number
 * @param writesPerSecond writes allowed per shop; 0 for any number
 * @param requestsPerHour calls allowed per shop and hour, 1,000 for a development shop; 0 for any number
 * @param retryAfter sent with 429 as {@code Retry-After}; null leaves the header out
 * @param dailyListings products a shop may put up for review per day of Asia/Tokyo; 0 for any number
 * @param zeroStockOnCreate whether a create may say quantity 0
 * @param refuseDuplicateExternalIds whether 12052996 is answered
 * @param otherwise what of the open questions is answered the other way
 * @param webhookTarget receives every notification, as configured for the app; null for none
 * @param webhookRetries waits before each repeat of a notification that was not answered with 2xx
 */
public record TikTokSettings(
        Clock clock,
        int port,
        @Nullable Path dataDir,
        String appKey,
        String appSecret,
        String serviceId,
        @Nullable URI redirectUrl,
        Consent consent,
        List<SeedShop> shops,
        List<SeedTokens> authorised,
        Set<String> scopes,
        Duration accessTokenLife,
        Duration refreshTokenLife,
        Duration latency,
        Duration auditDelay,
        Duration indexLag,
        int readsPerSecond,
        int writesPerSecond,
        int requestsPerHour,
        @Nullable Duration retryAfter,
        int dailyListings,
        boolean zeroStockOnCreate,
        boolean refuseDuplicateExternalIds,
        Set<OpenQuestion> otherwise,
        @Nullable URI webhookTarget,
        List<Duration> webhookRetries) {

    /** The scopes this world's endpoints ask for. */
    public static final Set<String> ALL_SCOPES = Set.of(
            "seller.authorization.info",
            "seller.product.basic",
            "seller.product.write",
            "seller.product.delete",
            "seller.logistics",
            "seller.global_product.info");

    /** What the pretend seller does on the consent page. */
    public enum Consent {
        /** Agrees at once: the page redirects with a code. */
        GRANT,
        /** Declines at once: the page redirects with {@code error=auth_denied}. */
        DENY,
        /** Shows a page with both choices. */
        ASK
    }

    /**
     * A shop that exists from the start.
     *
     * @param id numeric text
     * @param name as the seller named it
     * @param cipher what calls send as {@code shop_cipher}
     * @param code such as {@code JPLCSANDBOX}
     * @param sellerType {@code LOCAL} or {@code CROSS_BORDER}
     * @param salesWarehouseId its default sales warehouse
     * @param returnWarehouseId its return warehouse
     * @param disabledWarehouseId a second sales warehouse, switched off
     * @param multiWarehouse whether a SKU may be stocked in several warehouses
     */
    public record SeedShop(
            String id,
            String name,
            String cipher,
            String code,
            String sellerType,
            String salesWarehouseId,
            String returnWarehouseId,
            String disabledWarehouseId,
            boolean multiWarehouse) {

        /** A local Japanese shop; {@code number} makes its ids differ from other shops'. */
        public static SeedShop local(int number, String name) {
            return new SeedShop(
                    "749404964264244162" + number,
                    name,
                    "ROW_SANDBOX_CIPHER_" + number,
                    "JPLCSANDBOX" + number,
                    "LOCAL",
                    "706851727553971994" + number,
                    "706851727553972994" + number,
                    "706851727553973994" + number,
                    false);
        }
    }

    /**
     * Tokens that exist from the start.
     *
     * @param accessToken valid for the settings' span from the first start
     * @param refreshToken likewise
     * @param shopIds the shops the authorization covers; empty for all
     */
    public record SeedTokens(String accessToken, String refreshToken, List<String> shopIds) {}

    public static Builder builder() {
        return new Builder();
    }

    /** Settings in the making; every method sets one value and returns this. */
    public static final class Builder {

        private Clock clock = Clock.systemUTC();
        private int port;
        private @Nullable Path dataDir;
        private String appKey = "sandbox-app";
        private String appSecret = "sandbox-app-secret";
        private String serviceId = "7000000000000000001";
        private @Nullable URI redirectUrl;
        private Consent consent = Consent.GRANT;
        private List<SeedShop> shops = List.of(SeedShop.local(1, "サンドボックス商店"));
        private List<SeedTokens> authorised =
                List.of(new SeedTokens("ROW_sandbox-access-1", "ROW_sandbox-refresh-1", List.of()));
        private Set<String> scopes = ALL_SCOPES;
        private Duration accessTokenLife = Duration.ofDays(7);
        private Duration refreshTokenLife = Duration.ofDays(365);
        private Duration latency = Duration.ZERO;
        private Duration auditDelay = Duration.ofSeconds(3);
        private Duration indexLag = Duration.ZERO;
        private int readsPerSecond;
        private int writesPerSecond;
        private int requestsPerHour;
        private @Nullable Duration retryAfter;
        private int dailyListings;
        private boolean zeroStockOnCreate;
        private boolean refuseDuplicateExternalIds = true;
        private Set<OpenQuestion> otherwise = Set.of();
        private @Nullable URI webhookTarget;
        private List<Duration> webhookRetries =
                List.of(Duration.ofMinutes(2), Duration.ofMinutes(30), Duration.ofHours(3), Duration.ofHours(12));

        private Builder() {}

        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder dataDir(@Nullable Path value) {
            dataDir = value;
            return this;
        }

        public Builder app(String key, String secret, String service) {
            appKey = key;
            appSecret = secret;
            serviceId = service;
            return this;
        }

        public Builder redirectUrl(@Nullable URI value) {
            redirectUrl = value;
            return this;
        }

        public Builder consent(Consent value) {
            consent = value;
            return this;
        }

        public Builder shops(SeedShop... values) {
            shops = List.of(values);
            return this;
        }

        public Builder authorised(SeedTokens... values) {
            authorised = List.of(values);
            return this;
        }

        public Builder scopes(Set<String> values) {
            scopes = Set.copyOf(values);
            return this;
        }

        public Builder tokenLives(Duration access, Duration refresh) {
            accessTokenLife = access;
            refreshTokenLife = refresh;
            return this;
        }

        public Builder latency(Duration value) {
            latency = value;
            return this;
        }

        public Builder auditDelay(Duration value) {
            auditDelay = value;
            return this;
        }

        public Builder indexLag(Duration value) {
            indexLag = value;
            return this;
        }

        public Builder rates(int reads, int writes, @Nullable Duration retryAfterHeader) {
            readsPerSecond = reads;
            writesPerSecond = writes;
            retryAfter = retryAfterHeader;
            return this;
        }

        public Builder requestsPerHour(int value) {
            requestsPerHour = value;
            return this;
        }

        public Builder dailyListings(int value) {
            dailyListings = value;
            return this;
        }

        public Builder zeroStockOnCreate(boolean value) {
            zeroStockOnCreate = value;
            return this;
        }

        public Builder refuseDuplicateExternalIds(boolean value) {
            refuseDuplicateExternalIds = value;
            return this;
        }

        public Builder otherwise(OpenQuestion... values) {
            otherwise = Set.of(values);
            return this;
        }

        public Builder webhooks(@Nullable URI target, Duration... retries) {
            webhookTarget = target;
            if (retries.length > 0) {
                webhookRetries = List.of(retries);
            }
            return this;
        }

        public TikTokSettings build() {
            return new TikTokSettings(
                    clock,
                    port,
                    dataDir,
                    appKey,
                    appSecret,
                    serviceId,
                    redirectUrl,
                    consent,
                    shops,
                    authorised,
                    scopes,
                    accessTokenLife,
                    refreshTokenLife,
                    latency,
                    auditDelay,
                    indexLag,
                    readsPerSecond,
                    writesPerSecond,
                    requestsPerHour,
                    retryAfter,
                    dailyListings,
                    zeroStockOnCreate,
                    refuseDuplicateExternalIds,
                    otherwise,
                    webhookTarget,
                    webhookRetries);
        }
    }
}
