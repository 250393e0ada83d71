package jp.shopbridge.deadletter;

import java.util.Arrays;
import java.util.Optional;

/** Where a dead letter stands now. */
public enum DeadLetterStatus {
    /** Nobody is working on it. */
    PARKED("parked"),
    /** A replay was asked for, and the ordinary route has not yet said how it went. */
    REPLAYING("replaying"),
    /** The item has since gone through the ordinary route. */
    RESOLVED("resolved"),
    /** A person decided, with a reason, that it needs no repair. */
    DISCARDED("discarded");

    private final String id;

    DeadLetterStatus(String id) {
        this.id = id;
    }

    /** The id used in addresses and in JSON; the database stores the name. */
    public String id() {
        return id;
    }

    /** The status with this id, if there is one. */
    public static Optional<DeadLetterStatus> ofId(String id) {
        return Arrays.stream(values()).filter(status -> status.id.equals(id)).findFirst();
    }
}
