package jp.shopbridge.notice;

import jp.shopbridge.Json;

/**
 * One message on its way out by one way.
 *
 * @param way {@link #MAIL} or {@link #WEBHOOK}
 * @param tries how often it was tried before
 */
public record Letter(String id, String way, String subject, String body, int tries) {

    /** By SMTP. */
    public static final String MAIL = "mail";

    /** By a webhook that takes Slack's JSON. */
    public static final String WEBHOOK = "webhook";

    /** The message as Slack and its like take it; signs that mean something there are escaped. */
    public String slack() {
        String text = ("*" + subject + "*\n" + body)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        return Json.text(Json.MAPPER.createObjectNode().put("text", text));
    }
}
