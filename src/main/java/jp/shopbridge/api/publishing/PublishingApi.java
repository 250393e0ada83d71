package jp.shopbridge.api.publishing;

import java.util.List;
import java.util.Objects;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.publishing.foresee.PublishingRun;
import jp.shopbridge.publishing.foresee.PublishingRuns;
import org.springframework.stereotype.Component;

/** [連携する]: what would be sent, what is being sent. */
@Component
public class PublishingApi {

    private final PublishingRuns runs;

    PublishingApi(PublishingRuns runs) {
        this.runs = runs;
    }

    /** Starts a run, or with {@code ?dry-run=true} foretells one. */
    public Answer start(ApiRequest request) {
        boolean dryRun = Boolean.TRUE.equals(request.flag("dry-run"));
        List<String> numbers = Objects.requireNonNullElse(
                request.bodyIfAny(PublishingRunRequest.class).productNos(), List.of());
        String shop = request.shop();
        long id = dryRun ? runs.foretell(shop, request.actor(), numbers) : runs.start(shop, request.actor(), numbers);
        PublishingRunItem item = item(shop, id);
        return dryRun ? Answer.ok(item) : Answer.accepted(item, "/api/publishing/runs/" + id + "?shop=" + shop);
    }

    /** One run and how its products fare. */
    public Answer show(ApiRequest request) {
        return Answer.ok(item(request.shop(), request.id()));
    }

    private PublishingRunItem item(String shop, long id) {
        PublishingRun run = runs.find(shop, id)
                .orElseThrow(() -> ApiProblem.notFound(
                        "API_RUN_UNKNOWN", Messages.sentence("API_RUN_UNKNOWN.there-no-publishing-run-with")));
        return PublishingRunItem.of(run);
    }
}
