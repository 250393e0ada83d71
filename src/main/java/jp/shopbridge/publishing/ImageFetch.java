package jp.shopbridge.publishing;

import jakarta.annotation.PreDestroy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.TransientFailure;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Gets the bytes behind an image's address, which comes from a catalogue and is not trusted: http and https only, no
 * private or loopback address unless configured, a few redirects that are checked like the first address, limits on size and
 * time. It does not look at the content.
 */
@Component
class ImageFetch {

    static final int LARGEST = 20 * 1024 * 1024;
    private static final int REDIRECTS = 3;
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);

    private final CloseableHttpClient http;
    private final Predicate<InetAddress> forbidden;
    private final DnsResolver names;
    private final Duration longest;

    /** What was found: the bytes, or why there are none. Faults that pass by themselves are thrown instead. */
    sealed interface Fetched {

        @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
        record Bytes(byte[] bytes) implements Fetched {}

        record Problem(String code, Sentence sentence) implements Fetched {}
    }

    @Autowired
    ImageFetch(PublishingSettings settings) {
        this(
                settings.allowPrivateImageHosts() ? address -> false : ImageFetch::isPrivate,
                SystemDefaultDnsResolver.INSTANCE,
                LONGEST);
    }

    /**
     * A fetch with other rules.
     *
     * @param forbidden the addresses that are never connected to
     * @param names what turns a host's name into addresses
     * @param longest how long one image may take, redirects included
     */
    ImageFetch(Predicate<InetAddress> forbidden, DnsResolver names, Duration longest) {
        this.forbidden = forbidden;
        this.names = names;
        this.longest = longest;
        http = HttpClients.custom()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("futureshop-tiktok-bridge")
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new GuardedResolver())
                        .setMaxConnTotal(16)
                        .setMaxConnPerRoute(8)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.ofSeconds(5))
                                .setSocketTimeout(Timeout.ofSeconds(10))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.ofSeconds(10))
                        .setConnectionRequestTimeout(Timeout.ofSeconds(30))
                        .build())
                .build();
    }

    @PreDestroy
    void close() throws IOException {
        http.close();
    }

    /**
     * Fetches one image.
     *
     * @throws TransientFailure when the shop's server did not answer properly and may do so later
     */
    Fetched fetch(String address) {
        String next = address;
        long until = System.nanoTime() + longest.toNanos();
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            URI uri = parsed(next);
            Fetched.@Nullable Problem objection = objection(uri);
            if (uri == null || objection != null) {
                return objection == null ? notAnAddress() : objection;
            }
            Step step = ask(uri, until);
            if (step.result != null) {
                return step.result;
            }
            next = uri.resolve(step.location == null ? "" : step.location).toString();
        }
        return problem(
                "PUBLISHING_IMAGE_REDIRECTS",
                "画像のURLの転送が多すぎます。画像を登録し直してください。",
                "The image's address redirects too often: register the image again.");
    }

    private record Step(@Nullable Fetched result, @Nullable String location) {}

    private Step ask(URI uri, long until) {
        HttpGet get = new HttpGet(uri);
        ClassicHttpResponse answer = null;
        boolean whole = false;
        try {
            answer = http.executeOpen(RoutingSupport.determineHost(get), get, null);
            Step step = read(answer, until);
            whole = step.result instanceof Fetched.Bytes;
            return step;
        } catch (ForbiddenAddress e) {
            return new Step(
                    problem(
                            "PUBLISHING_IMAGE_PRIVATE_ADDRESS",
                            "画像のURLが社内ネットワークを指しているため、取得しません。公開されたURLの画像を登録してください。",
                            "The image's address points into a private network and is not fetched: use a public address."),
                    null);
        } catch (IOException | HttpException e) {
            throw new TransientFailure("PUBLISHING_IMAGE_UNREACHABLE", unreachable(), e);
        } finally {
            if (!whole) {
                // Closing an answer reads its rest first, and the rest may have no end.
                get.cancel();
            }
            Closer.closeQuietly(answer);
        }
    }

    private static Step read(ClassicHttpResponse answer, long until) throws IOException {
        int status = answer.getCode();
        Header location = answer.getFirstHeader("Location");
        if (MOVED.contains(status) && location != null) {
            return new Step(null, location.getValue());
        }
        if (status >= 500 || status == 429 || status == 408) {
            throw new TransientFailure("PUBLISHING_IMAGE_UNREACHABLE", unreachable());
        }
        HttpEntity entity = answer.getEntity();
        if (status != 200 || entity == null) {
            return new Step(
                    problem(
                            "PUBLISHING_IMAGE_NOT_FOUND",
                            "画像を取得できません（HTTP " + status + "）。画像が登録されているか確認してください。",
                            "The image cannot be fetched (HTTP " + status + "): check that it is there."),
                    null);
        }
        byte[] bytes = limited(entity.getContent(), until);
        return new Step(
                bytes == null
                        ? problem(
                                "PUBLISHING_IMAGE_TOO_LARGE",
                                "画像のファイルサイズが大きすぎます。20MB以内の画像に差し替えてください。",
                                "The image file is too large: use one of at most 20 MB.")
                        : new Fetched.Bytes(bytes),
                null);
    }

    private static byte @Nullable [] limited(InputStream in, long until) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[16_384];
        int read;
        while ((read = in.read(buffer)) >= 0) {
            bytes.write(buffer, 0, read);
            if (bytes.size() > LARGEST) {
                return null;
            }
            if (System.nanoTime() - until > 0) {
                throw new IOException("too slow");
            }
        }
        return bytes.toByteArray();
    }

    private static @Nullable URI parsed(String address) {
        try {
            return new URI(address.strip().replace(" ", "%20"));
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private Fetched.@Nullable Problem objection(@Nullable URI uri) {
        if (uri == null || uri.getScheme() == null || uri.getHost() == null) {
            return notAnAddress();
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return notAnAddress();
        }
        return null;
    }

    private static Fetched.Problem notAnAddress() {
        return problem(
                "PUBLISHING_IMAGE_ADDRESS",
                "画像のURLが正しくありません。http://またはhttps://で始まるURLにしてください。",
                "The image's address is not one: it must begin with http:// or https://.");
    }

    private static Fetched.Problem problem(String code, String ja, String en) {
        return new Fetched.Problem(code, Sentence.of(ja, en));
    }

    private static Sentence unreachable() {
        return Sentence.of(
                "画像のサーバーから画像を取得できませんでした。自動的に再試行します。",
                "The image's server did not deliver the image; it is tried again.");
    }

    private static final class ForbiddenAddress extends UnknownHostException {
        ForbiddenAddress() {
            super("private address");
        }
    }

    /** Looks at the address that is really connected to, so that a name cannot be pointed elsewhere in between. */
    private final class GuardedResolver implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = names.resolve(host);
            for (InetAddress address : addresses) {
                if (forbidden.test(address)) {
                    throw new ForbiddenAddress();
                }
            }
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return names.resolveCanonicalHostname(host);
        }
    }

    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean carrierGrade = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        boolean zeroNet = bytes.length == 4 && bytes[0] == 0;
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || carrierGrade
                || zeroNet;
    }
}
