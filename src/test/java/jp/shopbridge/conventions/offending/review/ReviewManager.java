package jp.shopbridge.conventions.offending.review;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.apache.camel.ProducerTemplate;
import org.springframework.scheduling.annotation.Scheduled;

/** Runs by itself, calls by itself, enters routes by itself, asks the time by itself, and is called a manager. */
class ReviewManager {

    private final ProducerTemplate routes;

    ReviewManager(ProducerTemplate routes) {
        this.routes = routes;
    }

    @Scheduled(fixedDelay = 1000)
    void run() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1/")).build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        routes.sendBody("direct:review-check-listing", Instant.now());
    }
}
