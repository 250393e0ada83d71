package jp.shopbridge.publishing.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long a call may be under way ({@code publishing.*}).
 *
 * @param answerTimeout how long an answer is waited for before it counts as lost
 */
@ConfigurationProperties("publishing")
record LedgerSettings(Duration answerTimeout) {

    /** How long an attempt without an end may still be under way; afterwards its process is gone. */
    Duration attemptLife() {
        return answerTimeout.plusSeconds(10);
    }
}
