package jp.shopbridge.security;

import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says once, when everything is ready, where to sign in, and as whom where the password had to be made up. */
@Component
class PasswordAnnouncement {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordAnnouncement.class);

    private final Users users;

    PasswordAnnouncement(Users users) {
        this.users = users;
    }

    @EventListener
    void whenReady(ApplicationReadyEvent event) {
        Map<String, String> madeUp = users.madeUp();
        if (madeUp.isEmpty() || !(event.getApplicationContext() instanceof WebServerApplicationContext web)) {
            return;
        }
        int port = web.getWebServer().getPort();
        StringBuilder who = new StringBuilder();
        new TreeMap<>(madeUp).forEach((name, password) -> who.append(who.isEmpty() ? "" : " or ")
                .append(name)
                .append(" / ")
                .append(password));
        LOG.info(
                "Sign in at http://127.0.0.1:{}/ as {} (made up for this start; set security.users.<name>.password to"
                        + " keep one). Console: http://127.0.0.1:{}/actuator/hawtio",
                port,
                who,
                port);
    }
}
