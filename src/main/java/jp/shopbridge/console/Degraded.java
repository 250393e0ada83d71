package jp.shopbridge.console;

import org.springframework.boot.actuate.health.Status;

/** Between UP and DOWN: the application does its work, but somebody should look. */
final class Degraded {

    static final Status STATUS = new Status("DEGRADED");

    private Degraded() {}
}
