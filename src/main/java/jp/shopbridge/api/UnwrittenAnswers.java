package jp.shopbridge.api;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.LoggingExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * What becomes of an answer that could not be written: a client that left before it was there is told at DEBUG, for that is
 * the client's affair; everything else is a warning.
 */
@Component
class UnwrittenAnswers implements ExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(UnwrittenAnswers.class);

    private final ExceptionHandler others;

    UnwrittenAnswers(CamelContext camel) {
        others = new LoggingExceptionHandler(camel, UnwrittenAnswers.class);
    }

    @Override
    public void handleException(Throwable failure) {
        handleException("An answer could not be written.", null, failure);
    }

    @Override
    public void handleException(String message, Throwable failure) {
        handleException(message, null, failure);
    }

    @Override
    public void handleException(@Nullable String message, @Nullable Exchange exchange, Throwable failure) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            LOG.debug("A client left before its answer was written: {}", message);
        } else {
            others.handleException(message, exchange, failure);
        }
    }
}
