package jp.shopbridge.api.session;

import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiRequest;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Who is signed in, for a page that shows only what its reader may do. */
@Component
@EnableConfigurationProperties(LinkSettings.class)
public class SessionApi {

    private final PageLinks links;

    SessionApi(LinkSettings links) {
        this.links = PageLinks.of(links);
    }

    /** The signed-in user and the shops that user may see. */
    public Answer show(ApiRequest request) {
        return Answer.ok(
                new SignedIn(request.actor(), request.operator(), request.everyShop(), request.shops(), links));
    }
}
