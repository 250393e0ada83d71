package jp.shopbridge.publishing.foresee;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.shopbridge.Command;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.mapping.Mapping;
import jp.shopbridge.mapping.MappingContext;
import jp.shopbridge.mapping.MappingOutcome;
import jp.shopbridge.mapping.MappingSource;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.mapping.MappingsRefused;
import jp.shopbridge.mapping.Reason;
import jp.shopbridge.publishing.check.ListingCheck;
import jp.shopbridge.spreadsheet.WrittenText;
import jp.shopbridge.spreadsheet.WrittenText.Encoding;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.ShopMappings;
import jp.shopbridge.staging.content.ListingContent;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code rehearse FILE}: what of a futureshop's exported products could be listed, and what not, by cause; without network,
 * database and settings. Exit status 0 when it could be told, 1 when the mappings are refused, 2 for a wrong call.
 */
@CommandLine.Command(
        name = "rehearse",
        description =
                "Tells what of exported products could be listed, and what keeps the others, without any network.")
public final class RehearseCommand implements Command {

    private static final int FINE = 0;
    private static final int REFUSED = 1;
    private static final int WRONG_CALL = 2;
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description =
                    "What futureshop's product search answers, as JSON: a page, pages one after the other, a list of"
                            + " products, or one product after the other.")
    private Path file = Path.of("");

    @Option(
            names = "--mappings",
            paramLabel = "DIR",
            description = "The mappings folder; ./mappings where it exists, else the packed one.")
    private @Nullable Path folder;

    @Option(
            names = "--sample-rows",
            description = "The rows count that lie in the packed lookup tables for the sandbox's products.")
    private boolean sampleRows;

    @Option(names = "--parameter", paramLabel = "NAME=VALUE", description = "A shop's setting.")
    private Map<String, String> parameters = new HashMap<>();

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    private final Clock clock;

    /** The command as the program offers it. */
    public RehearseCommand() {
        this(Clock.systemUTC());
    }

    RehearseCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Set<String> names() {
        return Set.of("rehearse");
    }

    @Override
    public int run(String[] arguments) {
        return run(
                arguments,
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    int run(String[] arguments, PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(this);
        try {
            line.parseArgs(Arrays.copyOfRange(arguments, 1, arguments.length));
            rehearse(out);
            return FINE;
        } catch (CommandLine.ParameterException | WrongCall e) {
            err.println(e.getMessage());
            return WRONG_CALL;
        } catch (MappingsRefused e) {
            err.println(e.getMessage());
            return REFUSED;
        } catch (Failure e) {
            err.println(e.sentence().en() + "\n" + e.sentence().ja());
            return REFUSED;
        } catch (IOException e) {
            err.println(file + " cannot be read: " + e.getMessage());
            return WRONG_CALL;
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** The call names something that is not there or not what it should be. */
    private static final class WrongCall extends RuntimeException {
        WrongCall(String message) {
            super(message);
        }
    }

    private void rehearse(PrintWriter out) throws IOException {
        String text = text();
        Mapping mapping = Mappings.load(source()).mapping(ShopMappings.TO_LISTING);
        List<JsonNode> products = products(text, mapping);
        if (products.isEmpty()) {
            throw new WrongCall(
                    file + " holds no product: it needs what futureshop's product search answers, as JSON.\n" + file
                            + " に商品がありません。futureshopの商品検索の応答（JSON）を指定してください。");
        }
        Rehearsal rehearsal = new Rehearsal("", "", clock.instant(), products.size());
        rehearsal.note(Messages.sentence("publishing.foresee.no-picture-fetched-stock-tiktoks"));
        MappingContext context = MappingContext.of(parameters);
        products.forEach(product -> look(product, mapping, context, rehearsal));
        ObjectNode document = rehearsal.document("done", clock.instant());
        document.remove(List.of("shop", "requestedBy", "selected", "selectedPassing", "progressedAt"));
        if (json) {
            out.println(document.toPrettyString());
        } else {
            print(document, out);
        }
    }

    private String text() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new WrongCall("There is no file " + file + ".");
        }
        WrittenText written = WrittenText.of(Files.readAllBytes(file));
        if (written.encoding() != Encoding.UTF_8) {
            boolean known = written.encoding() != Encoding.UNKNOWN;
            throw new WrongCall(
                    file + " is " + (known ? "written in " + written.encoding().label() : "not written in UTF-8")
                            + ": save it as UTF-8.\n" + file + " の文字コードは"
                            + (known ? written.encoding().label() + "です" : "UTF-8ではありません") + "。UTF-8で保存し直してください。");
        }
        return written.text();
    }

    private MappingSource source() {
        Path named = folder;
        if (named != null && !Files.isDirectory(named)) {
            throw new WrongCall("There is no folder " + named + "; name it with --mappings DIR.");
        }
        Path here = named == null ? Path.of("mappings") : named;
        MappingSource source = Files.isDirectory(here) ? MappingSource.directory(here) : MappingSource.packed();
        return sampleRows ? source : source.withoutSamples();
    }

    private List<JsonNode> products(String text, Mapping mapping) throws IOException {
        List<JsonNode> products = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                Json.MAPPER.readerFor(JsonNode.class).readValues(text)) {
            while (documents.hasNext()) {
                collect(documents.next(), mapping, products);
            }
        } catch (RuntimeJsonMappingException | JsonProcessingException e) {
            throw new WrongCall(file + " is not JSON: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + "\n" + file
                    + " はJSONではありません。futureshopの商品検索の応答（JSON）を指定してください。");
        }
        return products;
    }

    /** Products wherever pages hold them; the mapping knows one when it sees it. */
    private static void collect(JsonNode node, Mapping mapping, List<JsonNode> products) {
        if (mapping.reads(node)) {
            products.add(node);
        } else if (node.isArray()) {
            node.forEach(entry -> collect(entry, mapping, products));
        } else if (node.isObject()) {
            node.properties().stream()
                    .map(Map.Entry::getValue)
                    .filter(JsonNode::isArray)
                    .forEach(list -> collect(list, mapping, products));
        }
    }

    private void look(JsonNode product, Mapping mapping, MappingContext context, Rehearsal rehearsal) {
        List<Rehearsal.Finding> findings = new ArrayList<>();
        String name = mapping.itemOf(product);
        try {
            MappingOutcome outcome = mapping.apply(product, context);
            ListingContent listing = ListingContent.of(outcome.target());
            Set<String> fields = new HashSet<>();
            for (Reason reason : outcome.reasons()) {
                if (fields.add(reason.field())) {
                    findings.add(Rehearsal.Finding.of(reason.code(), reason.field(), reason.sentence(), "mapping"));
                }
            }
            LocalDate today = LocalDate.ofInstant(clock.instant(), JAPAN);
            for (Lack lack : ListingCheck.ofListingAlone(listing, today)) {
                if (fields.add(lack.field())) {
                    findings.add(Rehearsal.Finding.of(lack.code(), lack.field(), lack.sentence(), "preflight"));
                }
            }
        } catch (MappingFailure e) {
            findings.add(Rehearsal.Finding.of(e.code(), e.at(), e.sentence(), "mapping"));
        }
        rehearsal.count(name.isEmpty() ? "?" : name, false, findings);
    }

    private static void print(JsonNode document, PrintWriter out) {
        int products = document.path("examined").asInt();
        int passing = document.path("passing").asInt();
        out.println(products + " product(s): " + passing + " could be listed, " + (products - passing) + " could not.");
        out.println(products + "件中" + passing + "件を出品できます。" + (products - passing) + "件は出品できません。");
        for (JsonNode cause : document.path("causes")) {
            out.println();
            out.println(cause.path("products").asInt() + " product(s) ("
                    + cause.path("onlyObstacle").asInt() + " for this alone): "
                    + cause.path("field").asText() + " [" + cause.path("code").asText() + "] "
                    + cause.path("en").asText());
            out.println("    " + cause.path("ja").asText());
            List<String> examples = new ArrayList<>();
            cause.path("examples").forEach(example -> examples.add(example.asText()));
            out.println("    " + String.join(", ", examples));
        }
        out.println();
        document.path("notes")
                .forEach(note -> out.println(
                        note.path("en").asText() + "\n" + note.path("ja").asText()));
    }
}
