package jp.shopbridge.publishing.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicNetworkTest {

    private final PublicNetwork network = new PublicNetwork(List.of("203.0.112.0/20", "2a00:64::/96", ""), false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "100.64.1.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.5.4",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::8.8.8.8",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:808:808::1",
                "3fff::1",
                "5f00::1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:0:0:1::8.8.8.8",
                "64:ff9b:1::127.0.0.1",
                "64:ff9b:1:2:3::127.0.0.1",
                "64:ff9b:1:a00:0:100::",
                "64:ff9b:1:0:a:0:800:0",
                "64:ff9b:2::8.8.8.8",
                "4000::1",
                "203.0.114.1",
                "2a00:64::8.8.8.8"
            })
    void refusesWhatIsNotThePublicInternet(String address) throws UnknownHostException {
        assertThat(network.test(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "100.128.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "198.20.0.1",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "2001:4860:4860::8888",
                "2400:cb00::1",
                "64:ff9b::8.8.8.8",
                "64:ff9b:1::8.8.8.8",
                "64:ff9b:1:ffff::8.8.8.8"
            })
    void takesWhatIs(String address) throws UnknownHostException {
        assertThat(network.test(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/a.jpg",
                "http://localhost:8080/a.jpg",
                "http://LOCALHOST:8080/a.jpg",
                "http://[::1]:8080/a.jpg",
                "http://[::ffff:127.0.0.1]:8080/a.jpg",
                "http://[::ffff:7f00:1]:8080/a.jpg",
                "http://[::127.0.0.1]:8080/a.jpg",
                "http://[64:ff9b::7f00:1]:8080/a.jpg",
                "http://2130706433:8080/a.jpg",
                "http://0177.0.0.1:8080/a.jpg",
                "http://0x7f.0.0.1:8080/a.jpg",
                "http://0x7f000001:8080/a.jpg",
                "http://127.1:8080/a.jpg",
                "http://127.0.0.1.:8080/a.jpg",
                "http://１２７.0.0.1:8080/a.jpg",
                "http://%31%32%37.0.0.1:8080/a.jpg",
                "http://2852039166/latest/meta-data",
                "http://0/a.jpg"
            })
    void seesThroughEveryNotation(String address) throws Exception {
        ImageSettings settings = ImageFetchTest.settings(Duration.ofSeconds(4));
        ImageFetch fetch = new ImageFetch(settings, network, SystemDefaultDnsResolver.INSTANCE);

        assertThat(fetch.fetch(address, new PictureMemory(settings).share()))
                .isInstanceOfSatisfying(ImageFetch.Fetched.Problem.class, problem -> assertThat(problem.code())
                        .isIn("PUBLISHING_IMAGE_PRIVATE_ADDRESS", "PUBLISHING_IMAGE_ADDRESS"));
        fetch.close();
    }

    @Test
    void readsAddressesAsABrowserDoes() {
        assertThat(ImageAddress.of("https://x.example/写真①㈱.jpg?name=画像#top"))
                .hasToString("https://x.example/%E5%86%99%E7%9C%9F%E2%91%A0%E3%88%B1.jpg?name=%E7%94%BB%E5%83%8F");
        assertThat(ImageAddress.of(" HTTP://X.example/a b|c%20100%.jpg "))
                .hasToString("http://x.example/a%20b%7Cc%20100%25.jpg");
        assertThat(ImageAddress.of("https://x.example/a[1].jpg?size[]=l"))
                .hasToString("https://x.example/a%5B1%5D.jpg?size%5B%5D=l");
        assertThat(ImageAddress.of("https://日本語.example/a.jpg")).hasToString("https://xn--wgv71a119e.example/a.jpg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://example.com/a.jpg",
                "jar:http://example.com/a.jar!/a.jpg",
                "not an address",
                "/relative.jpg",
                "http://user:secret@example.com/a.jpg",
                "http://user@example.com/a.jpg",
                "http://example.com:22/a.jpg",
                "http://example.com:25/a.jpg",
                "http://example.com:99999/a.jpg",
                "http://",
                ""
            })
    void takesNoOtherAddress(String address) {
        assertThat(ImageAddress.of(address)).isNull();
    }
}
