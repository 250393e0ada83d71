package jp.shopbridge.publishing.pictures;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import jp.shopbridge.PoolKeeper;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.TransientFailure;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Gets the bytes behind an image's address, which comes from a catalogue and is not trusted: http and https only, no address
 * outside the public internet unless configured, a few redirects that are checked like the first address, limits on headers,
 * size and the whole time. It does not look at the content.
 */
@Component
class ImageFetch {

    private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);
    private static final int CHUNK = 64 * 1024;
    /** A file is held twice for moments: in pieces and whole, whole and in the request that uploads it. */
    private static final int COPIES = 2;
    /** A name may have any number of addresses, and each may take the time of a connection. */
    private static final int MOST_ADDRESSES = 4;

    private final ImageSettings settings;
    private final CloseableHttpClient http;
    private final Predicate<InetAddress> permitted;
    private final DnsResolver names;

    /** What was found: the bytes, or why there are none. Faults that pass by themselves are thrown instead. */
    sealed interface Fetched {

        @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
        record Bytes(byte[] bytes) implements Fetched {}

        record Problem(String code, Sentence sentence) implements Fetched {}
    }

    @Autowired
    ImageFetch(FetchSettings publishing, ImageSettings settings) {
        this(
                settings,
                new PublicNetwork(settings.refusedNetworks(), publishing.allowPrivateImageHosts()),
                SystemDefaultDnsResolver.INSTANCE);
    }

    /**
     * A fetch with other rules.
     *
     * @param permitted the only addresses that are connected to
     * @param names what turns a host's name into addresses
     */
    ImageFetch(ImageSettings settings, Predicate<InetAddress> permitted, DnsResolver names) {
        this.settings = settings;
        this.permitted = permitted;
        this.names = names;
        Http1Config limits = Http1Config.custom()
                .setMaxHeaderCount(settings.headers())
                .setMaxLineLength((int) settings.headerLine().toBytes())
                .build();
        // Some servers write the address of a redirect as it is spoken.
        CharCodingConfig headers = CharCodingConfig.custom()
                .setCharset(StandardCharsets.UTF_8)
                .setMalformedInputAction(CodingErrorAction.REPLACE)
                .setUnmappableInputAction(CodingErrorAction.REPLACE)
                .build();
        http = HttpClients.custom()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setRequestExecutor(new PoolKeeper())
                .setUserAgent("futureshop-tiktok-bridge")
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(limits)
                                .charCodingConfig(headers)
                                .build())
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
                        .setConnectionRequestTimeout(Timeout.of(settings.longest()))
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
     * @param share what its bytes are counted in; the caller gives it back when they are no longer needed
     * @throws TransientFailure when the shop's server did not answer properly and may do so later
     */
    Fetched fetch(String address, PictureMemory.Share share) {
        URI next = ImageAddress.of(address);
        String written = address;
        long until = System.nanoTime() + settings.longest().toNanos();
        for (int hop = 0; hop <= settings.redirects(); hop++) {
            if (next == null) {
                return new Fetched.Problem("PUBLISHING_IMAGE_ADDRESS", ImageAddress.problem(written));
            }
            Step step = ask(next, until, share);
            if (step.result != null) {
                return step.result;
            }
            written = step.location == null ? "" : step.location;
            URI moved = ImageAddress.moved(next, written);
            if (moved != null
                    && next.getScheme().equals("https")
                    && moved.getScheme().equals("http")) {
                return problem("PUBLISHING_IMAGE_DOWNGRADE", Messages.sentence("PUBLISHING_IMAGE_DOWNGRADE"));
            }
            next = moved;
        }
        return problem("PUBLISHING_IMAGE_REDIRECTS", Messages.sentence("PUBLISHING_IMAGE_REDIRECTS"));
    }

    private record Step(@Nullable Fetched result, @Nullable String location) {}

    private Step ask(URI uri, long until, PictureMemory.Share share) {
        HttpGet get = new HttpGet(uri);
        get.setHeader("Accept-Encoding", "identity");
        ClassicHttpResponse answer = null;
        boolean whole = false;
        // Timeouts of a socket count from byte to byte; this one counts from the start, and ends the connection.
        CompletableFuture<@Nullable Void> deadline = new CompletableFuture<@Nullable Void>()
                .orTimeout(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        deadline.whenComplete((nothing, late) -> {
            if (late != null) {
                get.cancel();
            }
        });
        try {
            answer = http.executeOpen(RoutingSupport.determineHost(get), get, null);
            Step step = read(answer, until, share);
            whole = step.result instanceof Fetched.Bytes;
            return step;
        } catch (ForbiddenAddress e) {
            return new Step(
                    problem("PUBLISHING_IMAGE_PRIVATE_ADDRESS", Messages.sentence("PUBLISHING_IMAGE_PRIVATE_ADDRESS")),
                    null);
        } catch (IOException | HttpException e) {
            if (deadline.isCompletedExceptionally()) {
                throw new TransientFailure("PUBLISHING_IMAGE_SLOW", tooSlow(), e);
            }
            throw new TransientFailure("PUBLISHING_IMAGE_UNREACHABLE", unreachable(), e);
        } finally {
            deadline.complete(null);
            if (!whole) {
                // Closing an answer reads its rest first, and the rest may have no end.
                get.cancel();
            }
            Closer.closeQuietly(answer);
        }
    }

    private Step read(ClassicHttpResponse answer, long until, PictureMemory.Share share) throws IOException {
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
                            status == 404 || status == 410 ? PictureFault.NOT_FOUND : PictureFault.NOT_HANDED_OUT,
                            Messages.sentence("publishing.pictures.image-cannot-fetched-http-check", status)),
                    null);
        }
        byte[] bytes =
                entity.getContentLength() > settings.largestFile().toBytes() ? null : limited(entity, until, share);
        long largest = settings.largestFileInMegabytes();
        return new Step(
                bytes == null
                        ? problem(
                                "PUBLISHING_IMAGE_TOO_LARGE",
                                Messages.sentence("PUBLISHING_IMAGE_TOO_LARGE.image-file-too-large-use", largest))
                        : new Fetched.Bytes(bytes),
                null);
    }

    /** The whole body, unpacked when the server packed it unasked; null when it is too large. */
    private byte @Nullable [] limited(HttpEntity entity, long until, PictureMemory.Share share) throws IOException {
        String packed = entity.getContentEncoding();
        boolean gzip = "gzip".equalsIgnoreCase(packed) || "x-gzip".equalsIgnoreCase(packed);
        InputStream in = gzip ? new GZIPInputStream(entity.getContent(), CHUNK) : entity.getContent();
        List<byte[]> chunks = new ArrayList<>();
        long size = 0;
        while (true) {
            share.grow((long) COPIES * CHUNK, until - System.nanoTime());
            byte[] chunk = in.readNBytes(CHUNK);
            size += chunk.length;
            if (size > settings.largestFile().toBytes()) {
                return null;
            }
            chunks.add(chunk);
            if (chunk.length < CHUNK) {
                return joined(chunks, (int) size);
            }
        }
    }

    private static byte[] joined(List<byte[]> chunks, int size) {
        byte[] whole = new byte[size];
        int at = 0;
        for (byte[] chunk : chunks) {
            System.arraycopy(chunk, 0, whole, at, chunk.length);
            at += chunk.length;
        }
        return whole;
    }

    private static Fetched.Problem problem(String code, Sentence sentence) {
        return new Fetched.Problem(code, sentence);
    }

    private static Sentence unreachable() {
        return Messages.sentence("publishing.pictures.images-server-did-not-deliver");
    }

    private static Sentence tooSlow() {
        return Messages.sentence("publishing.pictures.images-server-too-slow-deliver");
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
                if (!permitted.test(address)) {
                    throw new ForbiddenAddress();
                }
            }
            return addresses.length <= MOST_ADDRESSES ? addresses : Arrays.copyOf(addresses, MOST_ADDRESSES);
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return names.resolveCanonicalHostname(host);
        }
    }
}
