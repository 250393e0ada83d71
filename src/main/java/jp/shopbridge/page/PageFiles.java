package jp.shopbridge.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The page's scripts, styles and drawings under an address that holds a hash of all of them, to be kept by the browser for
 * ever; only {@code index.html}, which names that address, is asked for each time. One hash for all, because modules name
 * each other: a page never mixes two versions.
 */
@Component
class PageFiles implements WebMvcConfigurer {

    private static final Duration FOR_EVER = Duration.ofDays(365);
    private static final Pattern NAMED = Pattern.compile("(?<=(?:href|src)=\")/(?=js/|css/|icons?\\.svg)");
    private static final int HASH_LENGTH = 16;

    private final String base;
    private final String index;

    PageFiles() {
        try {
            base = "/page-" + hash() + "/";
            index = NAMED.matcher(new ClassPathResource("static/index.html").getContentAsString(StandardCharsets.UTF_8))
                    .replaceAll(base);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The page's files cannot be read from the program's own jar.", unreadable);
        }
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        for (String folder : new String[] {"js/", "css/"}) {
            serve(registry, base + folder + "**", "classpath:/static/" + folder);
        }
        serve(registry, base + "*.svg", "classpath:/static/");
    }

    private static void serve(ResourceHandlerRegistry registry, String addresses, String files) {
        registry.addResourceHandler(addresses)
                .addResourceLocations(files)
                .setCacheControl(CacheControl.maxAge(FOR_EVER).cachePrivate().immutable());
    }

    private static String hash() throws IOException {
        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath:/static/**/*.*");
        Arrays.sort(files, Comparator.comparing(PageFiles::address));
        MessageDigest digest = sha256();
        for (Resource file : files) {
            if (file.isReadable()) {
                digest.update(file.getContentAsByteArray());
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
    }

    private static String address(Resource file) {
        try {
            return file.getURL().toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256.", missing);
        }
    }

    /** The page itself. */
    @RestController
    static final class Index {

        private final PageFiles files;

        Index(PageFiles files) {
            this.files = files;
        }

        @GetMapping({"/", "/index.html"})
        ResponseEntity<byte[]> page() {
            return ResponseEntity.ok()
                    .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                    .cacheControl(CacheControl.noStore())
                    .body(files.index.getBytes(StandardCharsets.UTF_8));
        }
    }
}
