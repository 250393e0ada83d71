package jp.shopbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Heartbeats;
import jp.shopbridge.sandbox.futureshop.SampleCatalogue;
import jp.shopbridge.staging.HistoryEntries;
import jp.shopbridge.staging.ListingEdits;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.tiktok.Authorizations;
import jp.shopbridge.tiktok.Consents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What a merchant would do by hand before a first look at the sandbox: gives the consent TikTok Shop asks for, through
 * the ordinary consent page and callback, and selects a handful of the healthy samples once they have arrived. What a
 * person has selected or deselected since is left alone.
 */
@Component
@ConditionalOnProperty("sandbox.enabled")
final class SandboxOpening {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxOpening.class);
    private static final String ACTOR = "sandbox";

    private final BridgeSettings settings;
    private final Authorizations authorizations;
    private final Consents consents;
    private final ListingQueries listings;
    private final ListingEdits edits;
    private final HistoryEntries history;
    private final int samples;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sandbox-opening");
        thread.setDaemon(true);
        return thread;
    });

    SandboxOpening(
            BridgeSettings settings,
            Authorizations authorizations,
            Consents consents,
            ListingQueries listings,
            ListingEdits edits,
            HistoryEntries history,
            @Value("${sandbox.selected-samples}") int samples) {
        this.settings = settings;
        this.authorizations = authorizations;
        this.consents = consents;
        this.listings = listings;
        this.edits = edits;
        this.history = history;
        this.samples = samples;
    }

    @EventListener
    void open(ApplicationReadyEvent ready) {
        String shop = settings.shops().get(0).key();
        List<ListingKey> toSelect = healthySamples(shop);
        repeatUntil(timer, () -> authorise(shop) && select(toSelect), Duration.ofSeconds(1));
    }

    /** Tries again with this pause, whatever is thrown, until it has worked; then the timer ends. */
    static void repeatUntil(ScheduledExecutorService timer, BooleanSupplier step, Duration pause) {
        timer.scheduleWithFixedDelay(
                Heartbeats.unending(() -> {
                    try {
                        if (step.getAsBoolean()) {
                            timer.shutdown();
                        }
                    } catch (Throwable e) {
                        LOG.warn("The sandbox could not be opened yet and is tried again soon: {}", e.toString());
                    }
                }),
                0,
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        timer.shutdownNow();
    }

    private List<ListingKey> healthySamples(String shop) {
        SampleCatalogue catalogue = new SampleCatalogue();
        List<ListingKey> keys = new ArrayList<>();
        for (int position = 0; position < Math.min(samples, SampleCatalogue.HEALTHY); position++) {
            JsonNode product = catalogue.product(position);
            keys.add(new ListingKey(shop, product.path("productNo").asText()));
        }
        return keys;
    }

    /** Gives consent as a browser would; answers whether the shop is authorised now. */
    private boolean authorise(String shop) {
        if (authorizations.view(shop).authorized()) {
            return true;
        }
        HttpClient browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        HttpRequest consent = HttpRequest.newBuilder(URI.create(consents.begin(shop, null, ACTOR)))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            HttpResponse<String> answer = browser.send(consent, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
                LOG.warn(
                        "The pretend TikTok Shop's consent ended with HTTP {}; it is tried again in a second.",
                        answer.statusCode());
            }
        } catch (IOException e) {
            LOG.warn("The pretend TikTok Shop's consent page did not answer: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return authorizations.view(shop).authorized();
    }

    /** Selects what has arrived; answers whether all have. */
    private boolean select(List<ListingKey> keys) {
        boolean all = true;
        for (ListingKey key : keys) {
            Optional<ListingStatus> status = listings.status(key);
            if (status.isEmpty()) {
                all = false;
            } else if (!status.get().selected() && !everSelected(key)) {
                edits.select(key, null, true, ACTOR);
            }
        }
        if (all && !keys.isEmpty()) {
            LOG.info("{} healthy samples are selected for TikTok Shop (連携対象).", keys.size());
        }
        return all;
    }

    private boolean everSelected(ListingKey key) {
        return history.of(key, 500).stream().anyMatch(entry -> entry.kind().equals("selection"));
    }
}
