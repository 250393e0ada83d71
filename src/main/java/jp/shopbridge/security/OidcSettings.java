package jp.shopbridge.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Signing in at an OpenID Connect provider ({@code security.oidc.*}); off while no issuer is named.
 *
 * @param issuer the provider's address, below which its {@code /.well-known/openid-configuration} stands
 * @param clientId what the provider knows the bridge as
 * @param clientSecret the secret that goes with it
 * @param clientSecretFile a file that holds the secret instead
 * @param label what the sign-in page's button says; empty for a general word
 * @param scopes what is asked of the provider, {@code openid} among it
 * @param nameClaim the claim that holds the name history shows
 * @param roleClaim the claim that decides what a person may do; dots lead into objects
 * @param roles the values of that claim by role
 * @param shopsClaim the claim that holds the keys of a person's shops, {@code *} for all; empty when everybody sees every shop
 */
@ConfigurationProperties("security.oidc")
record OidcSettings(
        String issuer,
        String clientId,
        String clientSecret,
        String clientSecretFile,
        String label,
        Set<String> scopes,
        String nameClaim,
        String roleClaim,
        @DefaultValue Roles roles,
        String shopsClaim) {

    /**
     * Which values of the role claim make a merchant and which an operator; somebody with both is an operator, somebody
     * with neither is nobody.
     *
     * @param merchant values that make a merchant
     * @param operator values that make an operator
     */
    record Roles(@DefaultValue List<String> merchant, @DefaultValue List<String> operator) {}

    boolean isOn() {
        return !issuer.isBlank();
    }

    /** The client's secret, from where it is kept. */
    String secret() {
        if (clientSecretFile.isBlank()) {
            return clientSecret;
        }
        try {
            return Files.readString(Path.of(clientSecretFile), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file of security.oidc.client-secret-file cannot be read: " + clientSecretFile, e);
        }
    }

    @Override
    public String toString() {
        return "OidcSettings[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
