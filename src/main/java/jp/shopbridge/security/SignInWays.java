package jp.shopbridge.security;

import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the sign-in page which ways in there are besides a password; it is a file and cannot know. */
@RestController
final class SignInWays {

    static final String ADDRESS = "/login/ways";

    private final OidcSettings settings;

    SignInWays(OidcSettings settings) {
        this.settings = settings;
    }

    @GetMapping(ADDRESS)
    ResponseEntity<Map<String, Object>> ways() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(settings.isOn() ? Map.of("provider", OidcSignIn.BEGIN, "label", settings.label()) : Map.of());
    }
}
