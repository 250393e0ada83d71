package jp.shopbridge.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import jp.shopbridge.Json;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Processes of the packed jar that a test may kill as a power cut would, and requests to them as the operator. */
public final class PackedJar implements AutoCloseable {

    /** Statuses that no patience of a test helps against. */
    private static final Set<Integer> OUR_MISTAKES = Set.of(400, 404, 415, 422);

    /** The password of both users. */
    public static final String PASSWORD = "a-password-for-tests";

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final List<Process> started = new ArrayList<>();
    private final Path directory;

    /** Runs in folders of this directory and writes logs there; the jar is named by the property {@code bridge.jar}. */
    public PackedJar(Path directory) {
        this.directory = directory;
    }

    /** Starts the jar with these arguments in a folder of that name; its output goes to {@code <name>.log}. */
    public Process start(String name, List<String> arguments) throws IOException {
        return start(name, arguments, Map.of());
    }

    /** Starts the jar with these arguments and these variables of the environment over the ones of this process. */
    public Process start(String name, List<String> arguments, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                Path.of(System.getProperty("bridge.jar")).toAbsolutePath().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Files.createDirectories(directory.resolve(name)).toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** Where the output of a process of that name goes. */
    public Path log(String name) {
        return directory.resolve(name + ".log");
    }

    /** Ends a process without giving it a moment (SIGKILL). */
    public static void kill(Process process) {
        process.destroyForcibly().onExit().join();
    }

    /** Asks until the answer is as wanted; a process that is not there yet is asked again. */
    public JsonNode await(String url, Duration limit, Predicate<JsonNode> wanted) {
        return Awaitility.await(url)
                .atMost(limit)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException)
                .until(() -> ask("GET", url, null), wanted);
    }

    /** The JSON answer to a request as the operator; a refusal is an {@link UncheckedIOException}. */
    public JsonNode ask(String method, String url, @Nullable String body) {
        String answer = text(method, url, body);
        return Json.parse(answer.isEmpty() ? "null" : answer);
    }

    /** The answer's text. */
    public String text(String method, String url, @Nullable String body) {
        String user = Base64.getEncoder().encodeToString(("operator:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Basic " + user)
                .header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (OUR_MISTAKES.contains(answer.statusCode())) {
                throw new IllegalArgumentException(
                        method + " " + url + " answered " + answer.statusCode() + ": " + answer.body());
            }
            if (answer.statusCode() >= 400) {
                throw new UncheckedIOException(new IOException(
                        method + " " + url + " answered " + answer.statusCode() + ": " + answer.body()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }
}
