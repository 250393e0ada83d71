package jp.shopbridge.console;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.MessageHistory;
import org.apache.camel.NamedNode;
import org.apache.camel.impl.debugger.DefaultBacklogDebugger;
import org.apache.camel.impl.engine.DefaultMessageHistoryFactory;
import org.apache.camel.spi.BacklogDebugger;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Fills Hawtio's Debug tab. The debugger stands by: no route waits for anything until an operator enables it and sets a
 * breakpoint. Camel's own switch for this would also open a remote JMX port.
 */
@Component
class DebugTab implements CamelContextConfiguration {

    @Override
    public void beforeApplicationStart(CamelContext context) {
        DefaultBacklogDebugger debugger = (DefaultBacklogDebugger) DefaultBacklogDebugger.createDebugger(context);
        debugger.setStandby(true);
        context.setDebugStandby(true);
        context.setMessageHistoryFactory(new WhileDebugging(debugger));
        // Creating it switches this on, and then a tracer that only stands by writes down every step's whole exchange.
        context.setMessageHistory(false);
        try {
            context.addService(debugger);
        } catch (Exception e) {
            throw new IllegalStateException("The console's debugger could not be set up.", e);
        }
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        // Nothing is left to do once the routes run.
    }

    /**
     * The steps an exchange has taken, for the debugger's eyes only: Camel keeps them as long as the exchange lives, in a
     * list that is copied at every step, and one exchange carries a whole intake run.
     */
    private static final class WhileDebugging extends DefaultMessageHistoryFactory {

        private final BacklogDebugger debugger;

        WhileDebugging(BacklogDebugger debugger) {
            this.debugger = debugger;
        }

        @Override
        public @Nullable MessageHistory newMessageHistory(String routeId, NamedNode node, Exchange exchange) {
            return debugger.isEnabled() ? super.newMessageHistory(routeId, node, exchange) : null;
        }
    }
}
