package jp.shopbridge.console;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.debugger.DefaultBacklogDebugger;
import org.apache.camel.spring.boot.CamelContextConfiguration;
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
}
