package jp.shopbridge.publishing.pictures;

import java.net.URI;
import java.util.Set;
import jp.shopbridge.WebAddress;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/** Which addresses a picture may be fetched from, and what is wrong with the others. */
final class ImageAddress {

    private static final int LONGEST = 8_000;
    /** The ports of the two schemes; other services of the internet's hosts listen below 1024. */
    private static final Set<Integer> WEB = Set.of(-1, 80, 443);

    private ImageAddress() {}

    /** The address to fetch, or null when it is none: no http or https, no host, a user name, a port of another service. */
    static @Nullable URI of(String address) {
        URI uri = address.length() > LONGEST ? null : WebAddress.read(address);
        return uri == null || uri.getRawUserInfo() != null || !isUsual(uri.getPort()) ? null : uri;
    }

    /** Where a redirect leads from here; null when nowhere. */
    static @Nullable URI moved(URI from, String location) {
        String resolved = WebAddress.resolved(from.toString(), location);
        return resolved == null ? null : of(resolved);
    }

    private static boolean isUsual(int port) {
        return WEB.contains(port) || port >= 1024;
    }

    /** What is wrong with an address that is none. */
    static Sentence problem(String address) {
        if (address.length() > LONGEST) {
            return Sentence.of(
                    "画像のURLが長すぎます（" + address.length() + "文字、上限" + LONGEST + "文字）。短いURLにしてください。",
                    "The image's address is too long (" + address.length() + " characters; the limit is " + LONGEST
                            + "): use a shorter one.");
        }
        URI uri = WebAddress.read(address);
        if (uri != null && uri.getRawUserInfo() != null) {
            return Sentence.of(
                    "画像のURLにユーザー名が含まれているため、取得しません。ユーザー名のない公開されたURLにしてください。",
                    "The image's address holds a user name and is not fetched: use a public one without.");
        }
        if (uri != null) {
            return Sentence.of(
                    "画像のURLのポート番号（" + uri.getPort() + "）には接続しません。80、443または1024以上のポートにしてください。",
                    "The port of the image's address (" + uri.getPort()
                            + ") is not connected to: use 80, 443 or one from 1024.");
        }
        String shown = address.strip();
        shown = shown.length() <= 200 ? shown : shown.substring(0, 200) + "…";
        return Sentence.of(
                "画像のURL「" + shown + "」が正しくありません。http://またはhttps://で始まり、ホスト名のある公開されたURLにしてください。",
                "The image's address '" + shown
                        + "' is not one: it must begin with http:// or https://, name a host and be public.");
    }
}
