package jp.shopbridge.api.links;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.api.JsonBody;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.actions.LinkSearch;
import jp.shopbridge.publishing.actions.Links;
import org.springframework.stereotype.Component;

/** Linking listings to products that TikTok Shop already has. */
@Component
public class LinksApi {

    private static final int MOST_LINKS = 50;

    private final Links links;

    LinksApi(Links links) {
        this.links = links;
    }

    /** Begins to look for products that listings could be linked to. */
    public LinkSearch look(ApiRequest request) {
        List<String> numbers = request.json().allowing("productNos").texts("productNos", MOST_LINKS, 64);
        if (numbers.isEmpty()) {
            throw missing("productNos");
        }
        return links.look(request.shop(), numbers, request.actor());
    }

    /** What was found. */
    public Answer proposals(LinkSearch search) {
        return Answer.ok(LinkPreview.of(links.proposals(search)));
    }

    /** Begins to link. */
    public LinkSearch link(ApiRequest request) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (JsonBody each : request.json().allowing("links").inners("links", MOST_LINKS)) {
            each.allowing("productNo", "remoteProductId");
            wanted.put(each.text("productNo", 64), each.text("remoteProductId", 64));
        }
        if (wanted.isEmpty()) {
            throw missing("links");
        }
        return links.link(request.shop(), wanted, request.actor());
    }

    /** How each fared. */
    public Answer linked(LinkSearch search) {
        return Answer.ok(LinkResult.of(links.apply(search)));
    }

    private static ApiProblem missing(String field) {
        return ApiProblem.at(
                422,
                "API_FIELD_MISSING",
                field,
                Sentence.of("「" + field + "」を指定してください。", "The field '" + field + "' is missing."));
    }
}
