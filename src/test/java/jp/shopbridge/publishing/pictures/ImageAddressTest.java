package jp.shopbridge.publishing.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            textBlock =
                    """
            https://a.example/写真①㈱.jpg ^ https://a.example/%E5%86%99%E7%9C%9F%E2%91%A0%E3%88%B1.jpg
            https://a.example/x.jpg?name=画像 ^ https://a.example/x.jpg?name=%E7%94%BB%E5%83%8F
            https://a.example/%E5%86%99真.jpg ^ https://a.example/%E5%86%99%E7%9C%9F.jpg
            https://a.example/a%2Fb%20c.jpg?x=%26&y=1+2 ^ https://a.example/a%2Fb%20c.jpg?x=%26&y=1+2
            https://a.example/画像 1.jpg ^ https://a.example/%E7%94%BB%E5%83%8F%201.jpg
            https://a.example/a|b.jpg ^ https://a.example/a%7Cb.jpg
            https://a.example/100%.jpg ^ https://a.example/100%25.jpg
            https://a.example/50%off.jpg ^ https://a.example/50%25off.jpg
            https://a.example/%zz.jpg ^ https://a.example/%25zz.jpg
            https://a.example/a[1].jpg ^ https://a.example/a%5B1%5D.jpg
            https://a.example/{a}".jpg ^ https://a.example/%7Ba%7D%22.jpg
            https://a.example/😀.jpg ^ https://a.example/%F0%9F%98%80.jpg
            https://a.example/が.jpg ^ https://a.example/%E3%81%8B%E3%82%99.jpg
            https://a.example/が.jpg ^ https://a.example/%E3%81%8C.jpg
            HTTP://A.Example/B.JPG ^ http://a.example/B.JPG
            https:\\\\a.example\\b.jpg ^ https://a.example/b.jpg
            https://a.example/b/../c.jpg ^ https://a.example/c.jpg
            https://a.example:443/b.jpg#top ^ https://a.example/b.jpg
            https://a.example:8443/b.jpg ^ https://a.example:8443/b.jpg
            https://画像.example/b.jpg ^ https://xn--o1qu10g.example/b.jpg
            https://ｗｗｗ．ａ．example/b.jpg ^ https://www.a.example/b.jpg
            https://日本語。jp/b.jpg ^ https://xn--wgv71a119e.jp/b.jpg
            https://a.example ^ https://a.example/
            https://a.example?q=1 ^ https://a.example/?q=1
            """)
    void readsAnAddressAsABrowserDoes(String written, String asked) {
        assertThat(ImageAddress.of(written)).isEqualTo(URI.create(asked));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            textBlock =
                    """
            /moved file.jpg ^ https://a.example/moved%20file.jpg
            /移動先.jpg ^ https://a.example/%E7%A7%BB%E5%8B%95%E5%85%88.jpg
            移動先.jpg?x=画 ^ https://a.example/dir/%E7%A7%BB%E5%8B%95%E5%85%88.jpg?x=%E7%94%BB
            ../100%.jpg ^ https://a.example/100%25.jpg
            ?v=2 ^ https://a.example/dir/old.jpg?v=2
            //b.example/a|b.jpg ^ https://b.example/a%7Cb.jpg
            HTTPS://B.Example/c.jpg ^ https://b.example/c.jpg
            https://画像.example/写真.jpg ^ https://xn--o1qu10g.example/%E5%86%99%E7%9C%9F.jpg
            \\\\b.example\\c.jpg ^ https://b.example/c.jpg
            a:b.jpg ^
            javascript:1 ^
            ftp://b.example/c.jpg ^
            """)
    void followsARedirectAsABrowserDoes(String location, String asked) {
        URI moved = ImageAddress.moved(URI.create("https://a.example/dir/old.jpg?v=1"), location);

        assertThat(moved).isEqualTo(asked == null ? null : URI.create(asked));
    }

    @Property
    void writesEveryNameSoThatItComesBack(@ForAll String name) {
        URI asked = ImageAddress.of("https://a.example/?n=" + name);

        // A fragment is never sent, line breaks and tabs are no part of an address, and what is encoded stays.
        if (name.chars().noneMatch(c -> c == '#' || c == '%' || c == '+' || c < 0x20 || Character.isSurrogate((char) c))
                && name.equals(name.strip())
                && asked != null) {
            assertThat(URLDecoder.decode(asked.getRawQuery(), StandardCharsets.UTF_8))
                    .isEqualTo("n=" + name);
        }
        assertThat(asked == null || asked.toString().chars().allMatch(c -> c > 0x20 && c < 0x7f))
                .isTrue();
    }

    @Property
    void staysAsItIsOnceItWasRead(@ForAll String path) {
        URI asked = ImageAddress.of("https://a.example/" + path);

        if (asked != null) {
            assertThat(ImageAddress.of(asked.toString())).isEqualTo(asked);
        }
    }
}
