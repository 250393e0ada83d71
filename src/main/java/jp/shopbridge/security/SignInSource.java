package jp.shopbridge.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a sign-in comes from, as it is counted.
 *
 * @param address the IPv4 address, or the /64 network of an IPv6 address, which one customer has to itself
 * @param device the browser, when it signed in to this account before
 */
record SignInSource(String address, @Nullable String device) {

    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final int LONGEST = 100;

    static SignInSource of(@Nullable String remoteAddress, @Nullable String device) {
        return new SignInSource(network(remoteAddress), device);
    }

    private static String network(@Nullable String remote) {
        String plain = remote == null ? "" : remote.replaceFirst("%.*", "");
        if (!LITERAL.matcher(plain).matches()) {
            // A proxy may hand on a name that hides the address; names are not looked up.
            return cut(plain);
        }
        try {
            InetAddress address = InetAddress.getByName(plain);
            return address instanceof Inet6Address
                    ? Base64.getEncoder().encodeToString(Arrays.copyOf(address.getAddress(), 8))
                    : address.getHostAddress();
        } catch (UnknownHostException e) {
            return plain;
        }
    }

    /** One spelling of an account's name: full-width, upper-case and padded ones are the same account. */
    static String folded(@Nullable String name) {
        return name == null
                ? ""
                : cut(Normalizer.normalize(cut(name), Normalizer.Form.NFKC)
                        .strip()
                        .toLowerCase(Locale.ROOT));
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
