package jp.shopbridge.sandbox.futureshop;

import java.util.HashMap;
import java.util.Map;

/**
 * One request per interval and client id. A request may come a tenth of the interval early, because the network delays
 * requests unevenly; over any longer time the rate is exact.
 */
final class RequestPace {

    private final Map<String, Double> nextAllowed = new HashMap<>();
    private long refusals;

    /** How a request was judged: allowed, or refused with or without the seconds to wait. */
    record Verdict(boolean allowed, boolean tellsWait, int waitSeconds) {}

    /**
     * Judges one request.
     *
     * @param perSecond the limit; 0 for none
     * @param nowMillis the time
     */
    synchronized Verdict judge(String clientId, double perSecond, long nowMillis) {
        if (perSecond <= 0) {
            return new Verdict(true, false, 0);
        }
        double interval = 1000 / perSecond;
        double due = nextAllowed.getOrDefault(clientId, 0.0);
        if (nowMillis < due - interval / 10) {
            refusals++;
            int wait = (int) Math.max(1, Math.ceil((due - nowMillis) / 1000));
            // The real shop's answer is unpublished, so callers must live with and without the header.
            return new Verdict(false, refusals % 2 == 1, wait);
        }
        nextAllowed.put(clientId, Math.max(due, (double) nowMillis) + interval);
        return new Verdict(true, false, 0);
    }

    synchronized void forget() {
        nextAllowed.clear();
    }
}
