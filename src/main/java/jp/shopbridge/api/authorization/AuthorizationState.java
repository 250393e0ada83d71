package jp.shopbridge.api.authorization;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import jp.shopbridge.tiktok.AccountChange;
import jp.shopbridge.tiktok.AuthorizationView;
import org.jspecify.annotations.Nullable;

/** Whether a shop's TikTok Shop is authorised (TikTok Shop認証). */
public record AuthorizationState(
        boolean authorized,
        String shop,
        @Schema(description = "Whether it was authorised and no longer is.") boolean revoked,
        @Schema(description = "The TikTok shop's own name.") @Nullable String remoteShopName,
        @Schema(description = "When the seller has to consent again.") @Nullable Instant expiresAt,
        @Schema(description = "When the token in use expires; it is renewed by itself.") @Nullable
                Instant accessExpiresAt,
        @Nullable Instant authorizedAt,
        @Schema(description = "TikTok's consent page to send the browser to; works once and for a short time.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable
                String consentUrl,
        @Schema(description = "When the consent page's address stops working.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable
                Instant consentUntil,
        @Schema(description = "Another TikTok shop that consented and waits for the operator's yes.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable
                AccountChange pending) {

    public static AuthorizationState of(AuthorizationView view) {
        return of(view, null, null, null);
    }

    public static AuthorizationState of(
            AuthorizationView view,
            @Nullable String consentUrl,
            @Nullable Instant consentUntil,
            @Nullable AccountChange pending) {
        return new AuthorizationState(
                view.authorized(),
                view.shop(),
                view.revoked(),
                view.remoteShopName(),
                view.refreshExpiresAt(),
                view.accessExpiresAt(),
                view.authorizedAt(),
                consentUrl,
                consentUntil,
                pending);
    }
}
