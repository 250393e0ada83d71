package jp.shopbridge.api.links;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.publishing.actions.LinkSearch;
import jp.shopbridge.publishing.actions.Links;
import org.springframework.stereotype.Component;

/** Linking listings to products that TikTok Shop already has. */
@Component
public class LinksApi {

    private final Links links;

    LinksApi(Links links) {
        this.links = links;
    }

    /** Begins to look for products that listings could be linked to. */
    public LinkSearch look(ApiRequest request) {
        List<String> numbers = request.body(LinkLookRequest.class).productNos();
        return links.look(request.shop(), numbers, request.actor());
    }

    /** What was found. */
    public Answer proposals(LinkSearch search) {
        return Answer.ok(LinkPreview.of(links.proposals(search)));
    }

    /** Begins to link. */
    public LinkSearch link(ApiRequest request) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (LinkRequest.Link each : request.body(LinkRequest.class).links()) {
            wanted.put(each.productNo().strip(), each.remoteProductId().strip());
        }
        return links.link(request.shop(), wanted, request.actor());
    }

    /** How each fared. */
    public Answer linked(LinkSearch search) {
        return Answer.ok(LinkResult.of(links.apply(search)));
    }
}
