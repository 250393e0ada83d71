package jp.shopbridge.mapping;

import java.time.Clock;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.MisconfiguredFailure;
import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Changes the shape of a JSON document by a declarative mapping. */
@UriEndpoint(
        scheme = "mapping",
        title = "Mapping",
        firstVersion = "0.1.0",
        syntax = "mapping:name",
        producerOnly = true,
        remote = false,
        category = {Category.TRANSFORMATION})
final class MappingEndpoint extends DefaultEndpoint {

    @UriPath(description = "The mapping's name, as in NAME.mapping.yaml.")
    private final String name;

    @UriParam(defaultValue = "false", description = "Also sets the variable mappingExplanation.")
    private boolean explain;

    @UriParam(
            defaultValue = "false",
            description =
                    "The body is a list, and the answer a list of what became of each, so that one that cannot be mapped leaves the others alone.")
    private boolean each;

    MappingEndpoint(String uri, Component component, String name) {
        super(uri, component);
        this.name = name;
    }

    /** The mapping's name. */
    public String getName() {
        return name;
    }

    /** Whether the variable {@code mappingExplanation} is set too. */
    public boolean isExplain() {
        return explain;
    }

    /** Sets whether the variable {@code mappingExplanation} is set too. */
    public void setExplain(boolean explain) {
        this.explain = explain;
    }

    /** Whether the body is a list of documents, each mapped by itself. */
    public boolean isEach() {
        return each;
    }

    /** Sets whether the body is a list of documents, each mapped by itself. */
    public void setEach(boolean each) {
        this.each = each;
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public Producer createProducer() {
        Mappings mappings = getCamelContext().getRegistry().findSingleByType(Mappings.class);
        if (mappings == null) {
            throw new MisconfiguredFailure("MAPPING_NOT_LOADED", Messages.sentence("MAPPING_NOT_LOADED", name));
        }
        mappings.inForce().mapping(name);
        Clock clock = getCamelContext().getRegistry().findSingleByType(Clock.class);
        return new MappingProducer(this, mappings, clock == null ? Clock.systemUTC() : clock);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("A route cannot begin with mapping:" + name);
    }
}
