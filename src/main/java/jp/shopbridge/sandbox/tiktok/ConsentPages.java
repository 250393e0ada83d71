package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import jp.shopbridge.sandbox.SandboxAnswer;
import jp.shopbridge.sandbox.SandboxRequest;

/**
 * The seller's consent page and the token endpoints (section 1). {@code decision=grant|deny|ask} overrides what the settings say
 * the seller does; {@code shops=ID,ID} narrows what is granted.
 */
final class ConsentPages {

    private final TikTokSettings settings;
    private final Grants grants;
    private final Books books;
    private volatile String redirect;

    ConsentPages(TikTokSettings settings, Grants grants, Books books) {
        this.settings = settings;
        this.grants = grants;
        this.books = books;
        redirect = settings.redirectUrl() == null ? "" : settings.redirectUrl().toString();
    }

    /** {@code GET /open/authorize}. */
    SandboxAnswer authorize(SandboxRequest request) {
        if (!request.query("service_id").orElse("").equals(settings.serviceId())) {
            return page(400, "<p>service_id が正しくありません。</p>");
        }
        String state = request.query("state").orElse("");
        String shops = request.query("shops").orElse("");
        String decision =
                request.query("decision").orElse(settings.consent().name()).toUpperCase(Locale.ROOT);
        return switch (decision) {
            case "DENY" -> back("code=null&error=auth_denied&state=" + encoded(state));
            case "ASK" -> page(200, question(request.rawQuery()));
            default -> {
                String code = grants.issueCode(shops.isEmpty() ? List.of() : List.of(shops.split(",")));
                books.commit();
                yield back("code=" + encoded(code) + "&state=" + encoded(state));
            }
        };
    }

    /** {@code GET /api/v2/token/get} and {@code /api/v2/token/refresh}, unsigned; answers the envelope's data. */
    ObjectNode token(SandboxRequest request) {
        if (!request.query("app_key").orElse("").equals(settings.appKey())) {
            throw RefusalCode.BAD_APP_KEY.refusal();
        }
        if (!RequestSignature.matches(
                settings.appSecret(), request.query("app_secret").orElse(""))) {
            throw RefusalCode.BAD_REQUEST.refusal("Invalid credentials. Invalid 'app_secret' query parameter.");
        }
        boolean refresh = request.path().endsWith("/refresh");
        String grantType = request.query("grant_type").orElse("");
        if (!grantType.equals(refresh ? "refresh_token" : "authorized_code")) {
            throw RefusalCode.BAD_REQUEST.refusal("'grant_type' is wrong: " + grantType);
        }
        return refresh
                ? grants.refresh(request.query("refresh_token").orElse(""))
                : grants.redeem(request.query("auth_code").orElse(""));
    }

    /** Where the browser goes after the page; empty shows the code instead. */
    void redirectTo(String url) {
        redirect = url;
    }

    private SandboxAnswer back(String query) {
        String target = redirect;
        if (target.isEmpty()) {
            return page(200, "<p>戻り先の URL が設定されていません。</p><p><code>" + escaped(query) + "</code></p>");
        }
        return SandboxAnswer.empty(302).with("Location", target + (target.contains("?") ? "&" : "?") + query);
    }

    private static String question(String query) {
        String link = "/open/authorize?" + escaped(query);
        return "<p>アプリ「futureshop bridge」に商品の管理を許可しますか。</p><p><a id=\"grant\" href=\"" + link
                + "&amp;decision=grant\">許可する</a> <a id=\"deny\" href=\"" + link
                + "&amp;decision=deny\">許可しない</a></p>";
    }

    private static SandboxAnswer page(int status, String body) {
        String html = "<!doctype html><html lang=\"ja\"><meta charset=\"utf-8\"><title>TikTok Shop(サンドボックス)</title>"
                + "<h1>TikTok Shop(サンドボックス)</h1>" + body + "</html>";
        return SandboxAnswer.bytes(status, "text/html; charset=UTF-8", html.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
