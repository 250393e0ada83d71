package jp.shopbridge.notice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is told, and how ({@code notice.*}).
 *
 * @param language {@code ja} or {@code en}
 * @param unknownAfter how long a lost answer may stay unresolved before it is an alarm
 * @param expiryAhead how long before an authorization ends it is an alarm
 */
@ConfigurationProperties("notice")
public record NoticeSettings(
        String language,
        Duration unknownAfter,
        Duration expiryAhead,
        @DefaultValue Mail mail,
        @DefaultValue Webhook webhook) {

    /**
     * Mail by SMTP; off while {@code to} is empty.
     *
     * @param to addresses, separated by commas; empty for no mail
     * @param from the sender's address
     * @param host the mail server
     * @param port its port
     * @param username the name to sign in there with; empty for none
     * @param password the password that goes with it
     * @param startTls whether the connection must be encrypted by STARTTLS
     */
    public record Mail(
            String to, String from, String host, int port, String username, String password, boolean startTls) {

        @Override
        public String toString() {
            return "Mail[to=" + to + ", host=" + host + ":" + port + "]";
        }
    }

    /**
     * A webhook that takes Slack's JSON; off while {@code url} is empty.
     *
     * @param url its address, which is a secret; empty for none
     */
    public record Webhook(String url) {

        @Override
        public String toString() {
            return url.isEmpty() ? "Webhook[off]" : "Webhook[on]";
        }
    }

    /** The ways that are switched on. */
    List<String> ways() {
        List<String> ways = new ArrayList<>();
        if (!mail.to().isBlank()) {
            ways.add(Letter.MAIL);
        }
        if (!webhook.url().isBlank()) {
            ways.add(Letter.WEBHOOK);
        }
        return ways;
    }

    boolean japanese() {
        return !language.equals("en");
    }
}
