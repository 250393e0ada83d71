package jp.shopbridge.security;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jp.shopbridge.ActorName;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.token.ApiTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.client.RestTemplate;

/** Who somebody is that the provider vouches for: a name for history, a role, and shops; without one of them, nobody. */
final class OidcPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {

    /** The person has no role here. */
    static final String NO_ROLE = "no-role";

    /** The person has no shop here. */
    static final String NO_SHOP = "no-shop";

    /** The person has no name that history could show. */
    static final String NO_NAME = "no-name";

    private static final String EVERY_SHOP = "*";

    private final OidcSettings settings;
    private final Set<String> shops;
    private final Users users;
    private final ApiTokens tokens;
    private final OidcUserService claims = new OidcUserService();

    OidcPeople(OidcSettings settings, BridgeSettings bridge, Users users, ApiTokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
        this.shops = bridge.shops().stream().map(BridgeSettings.Shop::key).collect(Collectors.toUnmodifiableSet());
        this.users = users;
        DefaultOAuth2UserService answers = new DefaultOAuth2UserService();
        answers.setRestOperations(new RestTemplate(OidcProvider.requests()));
        claims.setOauth2UserService(answers);
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcUser told = claims.loadUser(request);
        Map<String, Object> all = told.getClaims();
        String name = name(all);
        return new DefaultOidcUser(
                Rights.of(role(all, name), shops(all, name)),
                told.getIdToken(),
                told.getUserInfo(),
                settings.nameClaim());
    }

    private String name(Map<String, Object> all) {
        if (!(all.get(settings.nameClaim()) instanceof String name) || !ActorName.fits(name)) {
            throw refused(
                    NO_NAME,
                    "The claim " + settings.nameClaim() + " of " + all.get("sub") + " holds no name: " + ActorName.RULE
                            + ".");
        }
        if (ActorName.isOurs(name) || users.isTaken(name) || tokens.isNamed(name)) {
            throw refused(NO_NAME, "Somebody else is called " + name + " here, so history could not tell them apart.");
        }
        return name;
    }

    private Role role(Map<String, Object> all, String name) {
        Collection<String> values = values(all, settings.roleClaim());
        if (values.stream().anyMatch(settings.roles().operator()::contains)) {
            return Role.OPERATOR;
        }
        if (values.stream().anyMatch(settings.roles().merchant()::contains)) {
            return Role.MERCHANT;
        }
        throw refused(
                NO_ROLE,
                "The claim " + settings.roleClaim() + " of " + name
                        + " holds none of the values of security.oidc.roles.");
    }

    private @Nullable Collection<String> shops(Map<String, Object> all, String name) {
        if (settings.shopsClaim().isBlank()) {
            return null;
        }
        Set<String> keys = new TreeSet<>(values(all, settings.shopsClaim()));
        if (keys.contains(EVERY_SHOP)) {
            return null;
        }
        keys.retainAll(shops);
        if (keys.isEmpty()) {
            throw refused(NO_SHOP, "The claim " + settings.shopsClaim() + " of " + name + " holds no shop's key.");
        }
        return keys;
    }

    /** A claim's values: one text or a list of them, at the top or, by dots, within other claims. */
    private static Collection<String> values(Map<String, Object> all, String claim) {
        Object found = all.get(claim);
        if (found == null) {
            found = all;
            for (String step : claim.split("\\.", -1)) {
                found = found instanceof Map<?, ?> map ? map.get(step) : null;
            }
        }
        List<String> values = new ArrayList<>();
        if (found instanceof String text) {
            values.add(text);
        } else if (found instanceof Collection<?> many) {
            many.forEach(each -> values.add(String.valueOf(each)));
        }
        return values;
    }

    private static OAuth2AuthenticationException refused(String code, String why) {
        return new OAuth2AuthenticationException(new OAuth2Error(code), why);
    }
}
