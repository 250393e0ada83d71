package jp.shopbridge.route;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.support.AsyncProcessorSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Camel's {@code direct}, whose callers ask for the route at each call. Camel's own ones remember it, and when one is shared
 * by threads only the first of them notices that the route rests or was exchanged: the others go on into the old one.
 */
@Component("direct")
class PatientDirect extends DirectComponent {

    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    @Override
    public void addConsumer(String key, DirectConsumer consumer) {
        super.addConsumer(key, consumer);
        gates.computeIfAbsent(key, name -> new Gate(consumer, new Through(this, name))).through.now = consumer;
    }

    @Override
    public void removeConsumer(String key, DirectConsumer consumer) {
        Gate gate = gates.get(key);
        if (gate != null && gate.through.now == consumer) {
            gate.through.now = null;
        }
        super.removeConsumer(key, consumer);
    }

    @Override
    protected @Nullable DirectConsumer getConsumer(String key, boolean block, long timeout)
            throws InterruptedException {
        return super.getConsumer(key, block, timeout) == null ? null : gates.get(key);
    }

    private @Nullable DirectConsumer waitFor(String key) throws InterruptedException {
        return super.getConsumer(key, isBlock(), getTimeout());
    }

    /** What callers remember. */
    private static final class Gate extends DirectConsumer {

        private final Through through;

        Gate(DirectConsumer first, Through through) {
            super(first.getEndpoint(), through, through.key);
            this.through = through;
        }
    }

    private static final class Through extends AsyncProcessorSupport {

        private final PatientDirect direct;
        private final String key;
        private volatile @Nullable DirectConsumer now;

        Through(PatientDirect direct, String key) {
            this.direct = direct;
            this.key = key;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            try {
                DirectConsumer known = now;
                DirectConsumer consumer = known == null ? direct.waitFor(key) : known;
                if (consumer != null) {
                    return consumer.getAsyncProcessor().process(exchange, callback);
                }
                exchange.setException(
                        new DirectConsumerNotAvailableException("No route begins at direct:" + key, exchange));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                exchange.setException(e);
            }
            callback.done(true);
            return true;
        }
    }
}
