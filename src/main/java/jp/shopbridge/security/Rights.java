package jp.shopbridge.security;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import jp.shopbridge.api.ShopRight;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What somebody who signed in may do, in the words of Spring Security: roles, and one more role for each shop. */
final class Rights {

    private static final String PREFIX = "ROLE_";

    private Rights() {}

    /**
     * The rights of a person or program.
     *
     * @param shops the keys of the shops; null for all of them, none for an empty list
     */
    static List<GrantedAuthority> of(Role role, @Nullable Collection<String> shops) {
        if (role == Role.MONITOR) {
            return List.of(right(Role.MONITOR.name()));
        }
        List<GrantedAuthority> rights = new ArrayList<>();
        rights.add(right(Role.MERCHANT.name()));
        if (role == Role.OPERATOR) {
            rights.add(right(Role.OPERATOR.name()));
            // The console, its figures and its routes know all shops and cannot be shown in part.
            if (shops == null) {
                rights.add(right(Role.CONSOLE.name()));
            }
        }
        if (shops == null) {
            rights.add(right(ShopRight.EVERY));
        } else {
            shops.forEach(shop -> rights.add(right(ShopRight.of(shop))));
        }
        return List.copyOf(rights);
    }

    private static GrantedAuthority right(String name) {
        return new SimpleGrantedAuthority(PREFIX + name);
    }
}
