package jp.shopbridge.api.rehearsals;

import jp.shopbridge.api.Answer;
import jp.shopbridge.api.Answers;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.api.ApiRequests;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.publishing.foresee.Rehearsal;
import jp.shopbridge.publishing.foresee.Rehearsals;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** リハーサル: how much of the catalogue would pass TikTok's rules, before anything is sent. */
@Component
public class RehearsalsApi {

    /** What a request to begin one may say. */
    private record Nothing() {}

    private final Rehearsals rehearsals;

    RehearsalsApi(Rehearsals rehearsals) {
        this.rehearsals = rehearsals;
    }

    /** Begins one; null when one is under way. */
    public @Nullable Rehearsal begin(ApiRequest request) {
        request.bodyIfAny(Nothing.class);
        return rehearsals.begin(request.shop(), request.actor());
    }

    /** The one that was begun or joined. */
    public Answer started(@Variable(ApiRequests.VARIABLE) ApiRequest request) {
        return Answer.accepted(item(request), "/api/rehearsals?shop=" + request.shop());
    }

    /** The newest one as it stands. */
    public Answer show(ApiRequest request) {
        return Answer.ok(item(request));
    }

    private RehearsalItem item(ApiRequest request) {
        return rehearsals
                .latest(request.shop())
                .map(kept -> Answers.MAPPER.convertValue(kept, RehearsalItem.class))
                .orElseThrow(
                        () -> ApiProblem.notFound("API_REHEARSAL_UNKNOWN", Messages.sentence("API_REHEARSAL_UNKNOWN")));
    }
}
