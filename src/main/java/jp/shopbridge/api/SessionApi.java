package jp.shopbridge.api;

import jp.shopbridge.BridgeSettings;
import org.springframework.stereotype.Component;

/** Who is signed in, for a page that shows only what its reader may do. */
@Component
public class SessionApi {

    private final BridgeSettings settings;

    SessionApi(BridgeSettings settings) {
        this.settings = settings;
    }

    /** The signed-in user and the shops there are. */
    public Answer show(ApiRequest request) {
        return Answer.ok(new SignedIn(
                request.actor(),
                request.operator(),
                settings.shops().stream().map(BridgeSettings.Shop::key).toList()));
    }
}
