package jp.shopbridge.startup;

import java.net.InetAddress;
import jp.shopbridge.BridgeSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says once, when everything is ready, who can reach this process, and under which address it believes to be known. */
@Component
class ListeningAnnouncement {

    private static final Logger LOG = LoggerFactory.getLogger(ListeningAnnouncement.class);

    private final ServerProperties server;
    private final BridgeSettings bridge;

    ListeningAnnouncement(ServerProperties server, BridgeSettings bridge) {
        this.server = server;
        this.bridge = bridge;
    }

    @EventListener
    void whenReady(ApplicationReadyEvent event) {
        if (!(event.getApplicationContext() instanceof WebServerApplicationContext web) || web.getWebServer() == null) {
            return;
        }
        InetAddress address = server.getAddress();
        boolean tls = server.getSsl() != null && server.getSsl().isEnabled();
        LOG.info(
                "Listening on {} port {} ({}{}); opened by people and TikTok as {}.",
                address == null ? "every address" : address.getHostAddress(),
                web.getWebServer().getPort(),
                tls ? "https" : "http",
                address != null && address.isLoopbackAddress()
                        ? ", this machine only: a proxy in front, or server.address, lets others in"
                        : tls ? "" : ", in clear text: nobody but a proxy should reach it",
                bridge.publicBaseUrl());
    }
}
