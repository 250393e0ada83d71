package jp.shopbridge.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.MisconfiguredFailure;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;

/** Takes the document from the exchange and puts the target there; an exchange, because that is what an endpoint gets. */
final class MappingProducer extends DefaultProducer {

    static final String CONTEXT = "mappingContext";
    static final String REASONS = "mappingReasons";
    static final String VERSION = "mappingVersion";
    static final String EXPLANATION = "mappingExplanation";

    private final MappingEndpoint endpoint;
    private final Mappings mappings;
    private final Clock clock;

    MappingProducer(MappingEndpoint endpoint, Mappings mappings, Clock clock) {
        super(endpoint);
        this.endpoint = endpoint;
        this.mappings = mappings;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        MappingSet set = mappings.inForce();
        Mapping mapping = set.mapping(endpoint.getName());
        MappingContext context = exchange.getVariable(CONTEXT, MappingContext.class);
        MappingContext known = context == null ? MappingContext.empty().on(clock) : context;
        exchange.setVariable(VERSION, set.version());
        if (endpoint.isEach()) {
            exchange.getMessage().setBody(each(mapping, exchange.getMessage().getBody(List.class), known));
            return;
        }
        JsonNode source = document(exchange.getMessage().getBody());
        MappingOutcome outcome;
        if (endpoint.isExplain()) {
            Mapping.Explained explained = mapping.applyExplained(source, known);
            outcome = explained.outcome();
            exchange.setVariable(EXPLANATION, explained.explanation());
        } else {
            outcome = mapping.apply(source, known);
        }
        exchange.getMessage().setBody(outcome.target());
        exchange.setVariable(REASONS, outcome.reasons());
    }

    /** A wrong setting is nobody's fault here and fails them all; any other failure stays with the one it belongs to. */
    private List<MappingAttempt> each(Mapping mapping, List<?> sources, MappingContext context) throws IOException {
        List<MappingAttempt> attempts = new ArrayList<>(sources.size());
        for (Object source : sources) {
            try {
                JsonNode document = source instanceof Mappable mappable ? mappable.document() : document(source);
                attempts.add(new MappingAttempt(source, mapping.apply(document, context), null));
            } catch (MisconfiguredFailure everybodys) {
                throw everybodys;
            } catch (RuntimeException own) {
                attempts.add(new MappingAttempt(source, null, own));
            }
        }
        return attempts;
    }

    private JsonNode document(@Nullable Object body) throws IOException {
        if (body == null) {
            return MissingNode.getInstance();
        }
        if (body instanceof JsonNode node) {
            return node;
        }
        try {
            if (body instanceof String text) {
                return CaseReader.JSON.readTree(text);
            }
            if (body instanceof byte[] bytes) {
                return CaseReader.JSON.readTree(bytes);
            }
            if (body instanceof InputStream in) {
                return CaseReader.JSON.readTree(in);
            }
        } catch (JsonProcessingException e) {
            throw new MappingFailure(
                    "MAPPING_SOURCE_UNUSABLE", Messages.sentence("MAPPING_SOURCE_UNUSABLE"), endpoint.getName(), "", e);
        }
        return CaseReader.JSON.valueToTree(body);
    }
}
