package jp.shopbridge.api.authorization;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.Download;
import jp.shopbridge.failure.Sentence;
import org.springframework.web.util.HtmlUtils;

/** What a person reads who comes back from TikTok's consent page, signed in here or not. */
final class ConsentPage {

    private ConsentPage() {}

    /**
     * The page.
     *
     * @param good whether it tells of success
     */
    static Answer of(int status, boolean good, Sentence sentence) {
        String html =
                """
                <!DOCTYPE html>
                <html lang="ja">
                  <head>
                    <meta charset="utf-8">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <title>TikTok Shop認証 – TikTok Shop連携</title>
                    <link rel="icon" href="data:,">
                    <link rel="stylesheet" href="/login.css">
                  </head>
                  <body>
                    <main>
                      <h1>TikTok Shop認証</h1>
                      <div role="%s"><p>%s</p><p lang="en">%s</p></div>
                      <p><a href="/#/%s">%s</a></p>
                    </main>
                  </body>
                </html>
                """
                        .formatted(
                                good ? "status" : "alert",
                                HtmlUtils.htmlEscape(sentence.ja()),
                                HtmlUtils.htmlEscape(sentence.en()),
                                good ? "overview" : "authorization",
                                good
                                        ? "次へ：残りの準備を確認する / Next: see what is left to do"
                                        : "認証の画面を開く / Open the authorization");
        return new Answer(
                status,
                Download.of("text/html;charset=UTF-8", html.getBytes(StandardCharsets.UTF_8)),
                Map.of("Cache-Control", "no-store", "Referrer-Policy", "no-referrer"));
    }
}
