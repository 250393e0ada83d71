package jp.shopbridge.certification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * How far a walk has come and what it has seen, written before and after every call, so that one that was interrupted goes on
 * where it was. Nothing secret stands in it.
 */
final class WalkState {

    private static final String STEPS = "steps";
    private static final String KNOWN = "known";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyMMddHHmmss").withZone(ZoneId.of("Asia/Tokyo"));

    private final @Nullable Path file;
    private final ObjectNode root;
    private final boolean planned;

    private WalkState(@Nullable Path file, ObjectNode root, boolean planned) {
        this.file = file;
        this.root = root;
        this.planned = planned;
    }

    /** The state in this file, or a new one; null for one in memory. */
    static WalkState open(@Nullable Path file, String shop, String base, Clock clock) {
        if (file != null && Files.exists(file)) {
            ObjectNode kept = read(file);
            if (!kept.path("shop").asText().equals(shop)
                    || !kept.path("base").asText().equals(base)) {
                throw new WalkStopped(Messages.sentence(
                        "certification.state-of-another",
                        file,
                        kept.path("shop").asText(),
                        kept.path("base").asText()));
            }
            return new WalkState(file, kept, false);
        }
        ObjectNode fresh = begun(shop, base);
        fresh.put("startedAt", clock.instant().toString())
                .put(
                        "mark",
                        "CERT-" + DAY.format(clock.instant()) + "-"
                                + UUID.randomUUID().toString().substring(0, 4).toUpperCase(Locale.ROOT));
        return new WalkState(file, fresh, false);
    }

    /** A state in which everything is known by its name, for calls that are only shown. */
    static WalkState planned(String shop, String base) {
        ObjectNode root = begun(shop, base);
        root.put("mark", "{mark}");
        return new WalkState(null, root, true);
    }

    private static ObjectNode begun(String shop, String base) {
        ObjectNode root = Json.MAPPER.createObjectNode().put("shop", shop).put("base", base);
        root.putObject(KNOWN);
        root.putObject(STEPS);
        return root;
    }

    private static ObjectNode read(Path file) {
        try {
            return Json.parseObject(Files.readString(file));
        } catch (IOException | RuntimeException broken) {
            throw new WalkStopped(Messages.sentence("certification.state-broken", file));
        }
    }

    /** What our products are known by at TikTok. */
    String mark() {
        return root.path("mark").asText();
    }

    String shop() {
        return root.path("shop").asText();
    }

    String base() {
        return root.path("base").asText();
    }

    String startedAt() {
        return root.path("startedAt").asText();
    }

    boolean knows(String what) {
        return planned || !root.path(KNOWN).path(what).asText().isEmpty();
    }

    /** What an answer told; its name in braces where calls are only shown, and empty where it is not known. */
    String known(String what) {
        String value = root.path(KNOWN).path(what).asText();
        return planned && value.isEmpty() ? "{" + what + "}" : value;
    }

    void know(String what, String value) {
        if (!value.isEmpty()) {
            root.withObject("/" + KNOWN).put(what, value);
        }
    }

    /** {@code begun}, {@code answered} or {@code left-out}; empty before. */
    String status(String step) {
        return step(step).path("status").asText();
    }

    JsonNode step(String step) {
        return root.path(STEPS).path(step);
    }

    /** The envelope that a step was answered with; missing where there is none. */
    JsonNode answer(String step) {
        return status(step).equals("answered") ? step(step).path("answer") : MissingNode.getInstance();
    }

    /** Notes that a call is about to be made. */
    ObjectNode begin(String step) {
        ObjectNode entry = root.withObject("/" + STEPS).putObject(step);
        entry.put("status", "begun");
        return entry;
    }

    /** Notes that a call was certainly not carried out. */
    void forget(String step) {
        root.withObject("/" + STEPS).remove(step);
        save();
    }

    void leaveOut(String step, Sentence why) {
        root.withObject("/" + STEPS)
                .putObject(step)
                .put("status", "left-out")
                .put("ja", why.ja())
                .put("en", why.en());
        save();
    }

    JsonNode document() {
        return root;
    }

    void save() {
        if (file == null) {
            return;
        }
        try {
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.write(next, root.toPrettyString().getBytes(StandardCharsets.UTF_8));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
