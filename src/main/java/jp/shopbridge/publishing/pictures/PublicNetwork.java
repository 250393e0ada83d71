package jp.shopbridge.publishing.pictures;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Tells addresses of the public internet from all others: IANA's registries of special-purpose addresses for IPv4 and IPv6
 * (RFC 6890 and its updates), where of IPv6 only 2000::/3 is public at all. An IPv4 address in the clothes of NAT64 (RFC 6052,
 * RFC 8215) is judged as the IPv4 address it leads to.
 */
final class PublicNetwork implements Predicate<InetAddress> {

    private static final List<IpAddressMatcher> SPECIAL_IPV4 = matchers(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    private static final IpAddressMatcher GLOBAL_IPV6 = new IpAddressMatcher("2000::/3");

    /** Within 2000::/3: protocol assignments with Teredo and ORCHID, documentation, 6to4. */
    private static final List<IpAddressMatcher> SPECIAL_IPV6 =
            matchers("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private static final IpAddressMatcher NAT64 = new IpAddressMatcher("64:ff9b::/96");
    private static final IpAddressMatcher LOCAL_NAT64 = new IpAddressMatcher("64:ff9b:1::/48");

    private final List<IpAddressMatcher> refused;
    private final boolean othersToo;

    /**
     * The public internet without some networks.
     *
     * @param refused networks in CIDR notation
     * @param othersToo whether everything else is taken for public, as on a machine that only tries things out
     * @throws IllegalArgumentException when one is not in CIDR notation
     */
    PublicNetwork(List<String> refused, boolean othersToo) {
        this.othersToo = othersToo;
        this.refused = matchers(refused.stream()
                .map(String::strip)
                .filter(network -> !network.isEmpty())
                .toArray(String[]::new));
    }

    /** Whether the address is one of the public internet and not in a refused network. */
    @Override
    public boolean test(InetAddress address) {
        String text = text(address);
        if (isIn(refused, text)) {
            return false;
        }
        if (othersToo) {
            return true;
        }
        if (!(address instanceof Inet6Address)) {
            return !isIn(SPECIAL_IPV4, text);
        }
        byte[] bytes = address.getAddress();
        if (NAT64.matches(text) || LOCAL_NAT64.matches(text)) {
            // Other places for the IPv4 address exist (RFC 6052, 2.2); what uses them is refused with all that is not
            // public.
            boolean atTheEnd = bytes[8] == 0 && bytes[9] == 0 && bytes[10] == 0 && bytes[11] == 0;
            return atTheEnd && test(ipv4(Arrays.copyOfRange(bytes, 12, 16)));
        }
        return GLOBAL_IPV6.matches(text) && !isIn(SPECIAL_IPV6, text);
    }

    private static InetAddress ipv4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address.", e);
        }
    }

    /** Without the zone, which an address of a link has. */
    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private static boolean isIn(List<IpAddressMatcher> networks, String address) {
        return networks.stream().anyMatch(network -> network.matches(address));
    }

    private static List<IpAddressMatcher> matchers(String... networks) {
        return Stream.of(networks).map(IpAddressMatcher::new).toList();
    }
}
