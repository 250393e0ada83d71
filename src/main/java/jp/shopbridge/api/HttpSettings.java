package jp.shopbridge.api;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long a client may take and how much it may send ({@code http.*}); what keeps slow connections from using the
 * server up; and under which names it answers.
 *
 * @param headerTime the whole time of a request's headers
 * @param bodyTime the whole time of a body, and one second more for every {@code leastRate} that has arrived
 * @param leastRate bytes a second that a client has to manage
 * @param bodies how many bodies may be on their way at once
 * @param bodiesMemory what unfinished bodies may hold together
 * @param maxWebhook the largest body of a webhook
 * @param furtherHosts names, without a port, that requests may be for besides the public one and this machine's own
 * @param monitorPort a further port, without TLS, that shows health and figures under any name and nothing else; 0 is none
 * @param monitorAddress the address of this machine at which that port listens
 */
@ConfigurationProperties("http")
record HttpSettings(
        Duration headerTime,
        Duration bodyTime,
        DataSize leastRate,
        int bodies,
        DataSize bodiesMemory,
        DataSize maxWebhook,
        @DefaultValue List<String> furtherHosts,
        int monitorPort,
        String monitorAddress) {

    /** What a body may take in all once this much of it has arrived, in milliseconds. */
    long allowed(long bytes) {
        return bodyTime.toMillis() + bytes * 1000 / Math.max(1, leastRate.toBytes());
    }
}
