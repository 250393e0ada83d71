package jp.shopbridge.api.pauses;

import java.util.List;
import java.util.Set;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Pauses;
import org.springframework.stereotype.Component;

/** Stop a stage of a shop and let it go on. */
@Component
public class PausesApi {

    private static final Set<String> STAGES = Set.of("intake", "publishing", "review");

    private final Pauses pauses;

    PausesApi(Pauses pauses) {
        this.pauses = pauses;
    }

    /** The shop's pauses in force. */
    public Answer list(ApiRequest request) {
        String shop = request.shop();
        List<PauseItem> items = pauses.all().stream()
                .filter(pause -> pause.shop().equals(shop))
                .map(PauseItem::of)
                .toList();
        return Answer.ok(new PauseList(items, items.size()));
    }

    /** Stops a stage until somebody resumes it; what is under way is finished. */
    public Answer pause(ApiRequest request) {
        String stage = stage(request);
        String reason = request.body(PauseRequest.class).reason().strip();
        pauses.pause(request.shop(), stage, Pauses.BY_A_PERSON, Sentence.of(reason, reason), request.actor(), null);
        return list(request);
    }

    /** Lets a stage go on; what is not paused stays as it is. */
    public Answer resume(ApiRequest request) {
        pauses.resume(request.shop(), stage(request));
        return list(request);
    }

    private static String stage(ApiRequest request) {
        String stage = request.variable("stage");
        if (!STAGES.contains(stage)) {
            throw ApiProblem.notFound("API_STAGE_UNKNOWN", Messages.sentence("API_STAGE_UNKNOWN"));
        }
        return stage;
    }
}
