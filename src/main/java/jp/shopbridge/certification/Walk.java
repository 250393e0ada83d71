package jp.shopbridge.certification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jp.shopbridge.Json;
import jp.shopbridge.Redaction;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.tiktok.PlainCall;
import jp.shopbridge.tiktok.PlainCaller;
import jp.shopbridge.tiktok.contract.Breach;
import jp.shopbridge.tiktok.contract.TiktokContract;

/** Goes through the steps, each once, and keeps what came back with what of it speaks against the contract. */
final class Walk {

    private static final TiktokContract CONTRACT = new TiktokContract();
    private static final int LONGEST_ANSWER = 30_000;
    private static final Set<Integer> TOO_MANY = Set.of(36009002);
    private static final String PRIVATE = ".*(address|name_local|first_name|last_name|phone|mail|token|cipher).*";

    private final PlainCaller caller;
    private final Script script;
    private final WalkState state;
    private final Pace pace;
    private final Clock clock;
    private final Consumer<String> told;

    /**
     * How it waits for a review.
     *
     * @param most how long before it stops, to be called again
     * @param first the pause before the second look; each further one is half as long again
     * @param longest the longest pause
     */
    record Pace(Duration most, Duration first, Duration longest) {}

    Walk(PlainCaller caller, Script script, WalkState state, Pace pace, Clock clock, Consumer<String> told) {
        this.caller = caller;
        this.script = script;
        this.state = state;
        this.pace = pace;
        this.clock = clock;
        this.told = told;
    }

    /**
     * Makes the calls that have not been answered yet.
     *
     * @throws WalkStopped when it cannot go on now
     */
    void run() {
        for (Step step : script.steps()) {
            String status = state.status(step.name());
            if (status.equals("answered") || status.equals("left-out")) {
                continue;
            }
            Optional<Sentence> obstacle = step.obstacle().apply(state);
            if (obstacle.isPresent()) {
                state.leaveOut(step.name(), obstacle.get());
                told.accept(step.name() + ": - " + obstacle.get().en());
            } else if (!(step.creates() && status.equals("begun") && isFoundAgain(step))) {
                take(step);
            }
        }
    }

    private void take(Step step) {
        Instant end = clock.instant().plus(pace.most());
        Duration pause = pace.first();
        while (true) {
            JsonNode answer = ask(step);
            if (step.until() == null || step.until().test(answer)) {
                step.learn().accept(answer, state);
                state.save();
                told.accept(step.name() + ": " + code(answer));
                return;
            }
            if (!clock.instant().isBefore(end)) {
                state.forget(step.name());
                throw new WalkStopped(Messages.sentence("certification.still-under-review", step.name()));
            }
            await(pause);
            Duration longer = pause.multipliedBy(3).dividedBy(2);
            pause = longer.compareTo(pace.longest()) < 0 ? longer : pace.longest();
        }
    }

    private static void await(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WalkStopped(Messages.sentence("certification.interrupted"));
        }
    }

    private JsonNode ask(Step step) {
        PlainCall call = step.call().apply(state);
        ObjectNode entry = state.begin(step.name());
        String operation = CONTRACT.operation(call.method(), call.path()).orElse("");
        entry.put("operation", operation).put("at", clock.instant().toString()).put("call", shown(call));
        byte[] body = call.json();
        if (body != null) {
            entry.set("request", Redaction.named(Json.parse(new String(body, StandardCharsets.UTF_8))));
        }
        state.save();
        PlainCaller.Reply reply;
        try {
            reply = caller.send(call);
        } catch (IOException lost) {
            throw new WalkStopped(Messages.sentence(
                    "certification.answer-lost", step.name(), lost.getClass().getSimpleName()));
        } catch (RuntimeException notSent) {
            state.forget(step.name());
            throw notSent;
        }
        JsonNode envelope = parsed(reply.text());
        if (reply.status() == 429 || TOO_MANY.contains(envelope.path("code").asInt())) {
            state.forget(step.name());
            throw new WalkStopped(Messages.sentence("certification.too-many-calls", step.name()));
        }
        if (reply.status() >= 500 && step.creates() && !envelope.has("code")) {
            throw new WalkStopped(
                    Messages.sentence("certification.answer-lost", step.name(), "HTTP " + reply.status()));
        }
        keep(entry, operation, reply, envelope);
        return envelope;
    }

    private void keep(ObjectNode entry, String operation, PlainCaller.Reply reply, JsonNode envelope) {
        entry.put("status", "answered")
                .put("http", reply.status())
                .put("code", code(envelope))
                .put("message", caller.clean(envelope.path("message").asText()))
                .put("requestId", envelope.path("request_id").asText());
        ArrayNode breaches = entry.putArray("breaches");
        if (!envelope.isObject()) {
            breaches.addObject()
                    .put("path", "")
                    .put("rule", "json")
                    .put("text", "not a JSON object")
                    .put("value", "");
        } else {
            Set<String> seen = new HashSet<>();
            for (Breach breach : CONTRACT.ofAnswer(operation, envelope)) {
                String path = breach.path().replaceAll("\\[\\d+]", "[]");
                if (seen.add(path + " " + breach.rule())) {
                    breaches.addObject()
                            .put("path", path)
                            .put("rule", breach.rule())
                            .put("text", caller.clean(path.matches(PRIVATE) ? "" : breach.text()))
                            .put("value", path.matches(PRIVATE) ? "" : caller.clean(shortened(breach.value(), 200)));
                }
            }
        }
        JsonNode data = envelope.path("data");
        entry.set("types", Shape.types(data));
        entry.set(
                "choices",
                Shape.choices(
                        TiktokContract.tree().path("operations").path(operation).path("answer"), data));
        String text = caller.clean(Json.text(withoutPeople(Redaction.named(envelope))));
        if (text.length() <= LONGEST_ANSWER) {
            entry.set("answer", parsed(text));
        } else {
            entry.putObject("answer").put("code", code(envelope)).put("left_out", text.length() + " characters");
        }
    }

    private static JsonNode withoutPeople(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (field.getKey().matches("address|.*(first|last)_name.*")) {
                    field.setValue(object.textNode(Redaction.MARK));
                } else {
                    withoutPeople(field.getValue());
                }
            });
        } else {
            node.forEach(Walk::withoutPeople);
        }
        return node;
    }

    /** Whether what a lost answer was about is there: then it is not made again. */
    private boolean isFoundAgain(Step step) {
        JsonNode found;
        try {
            found = parsed(caller.send(script.searchOf(state, step.name())).text())
                    .at("/data/products");
        } catch (IOException lost) {
            throw new WalkStopped(Messages.sentence(
                    "certification.answer-lost", step.name(), lost.getClass().getSimpleName()));
        }
        for (JsonNode product : found) {
            if (!product.path("status").asText().equals("DELETED")) {
                ObjectNode envelope = Json.MAPPER.createObjectNode().put("code", 0);
                ObjectNode data = envelope.putObject("data");
                data.put("product_id", product.path("id").asText());
                data.set("skus", product.path("skus"));
                step.learn().accept(envelope, state);
                state.begin(step.name())
                        .put("status", "answered")
                        .put("code", 0)
                        .put("foundAgain", true);
                state.save();
                told.accept(step.name() + ": found again");
                return true;
            }
        }
        return false;
    }

    /** A call as people see it: method, path and its own parameters. */
    static String shown(PlainCall call) {
        StringBuilder text = new StringBuilder(call.method()).append(' ').append(call.path());
        String before = "?";
        for (var each : call.query().entrySet()) {
            text.append(before).append(each.getKey()).append('=').append(each.getValue());
            before = "&";
        }
        return text.toString();
    }

    private static int code(JsonNode envelope) {
        return envelope.path("code").asInt(-1);
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException broken) {
            return MissingNode.getInstance();
        }
    }
}
