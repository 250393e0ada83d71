package jp.shopbridge.publishing.pictures;

import java.net.URI;
import java.util.Set;
import jp.shopbridge.WebAddress;
import jp.shopbridge.failure.Messages;
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
            return Messages.sentence(
                    "publishing.pictures.images-address-too-long-characters", address.length(), LONGEST);
        }
        URI uri = WebAddress.read(address);
        if (uri != null && uri.getRawUserInfo() != null) {
            return Messages.sentence("publishing.pictures.images-address-holds-user-name");
        }
        if (uri != null) {
            return Messages.sentence("publishing.pictures.port-images-address-not-connected", uri.getPort());
        }
        String shown = address.strip();
        shown = shown.length() <= 200 ? shown : shown.substring(0, 200) + "…";
        return Messages.sentence("publishing.pictures.images-address-not-one-must", shown);
    }
}
