package jp.shopbridge.api.intake;

import java.time.Clock;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.api.ApiRequests;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.intake.IntakeKind;
import jp.shopbridge.intake.IntakeRun;
import jp.shopbridge.intake.IntakeRuns;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.StateCount;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** [情報を更新する] and its progress. */
@Component
public class IntakeApi {

    private final IntakeRuns runs;
    private final ListingQueries listings;
    private final Clock clock;

    IntakeApi(IntakeRuns runs, ListingQueries listings, Clock clock) {
        this.runs = runs;
        this.listings = listings;
        this.clock = clock;
    }

    /** What the run that is asked for is to read. */
    public IntakeKind kind(ApiRequest request) {
        String kind = request.bodyIfAny(IntakeRunRequest.class).kind();
        if (kind == null || kind.equals("incremental")) {
            return IntakeKind.INCREMENTAL;
        } else if (kind.equals("full")) {
            return IntakeKind.FULL;
        }
        throw ApiProblem.at(
                422, "API_FIELD_INVALID", "kind", Messages.sentence("API_FIELD_INVALID.kind-must-incremental-full"));
    }

    /** The run that was started or joined. */
    public Answer started(@Body Long id, @Variable(ApiRequests.VARIABLE) ApiRequest request) {
        IntakeRun run = runs.find(id).orElseThrow();
        return Answer.accepted(item(run), "/api/intake/runs/" + id + "?shop=" + run.shop());
    }

    /** One run with its progress. */
    public Answer show(ApiRequest request) {
        String shop = request.shop();
        return Answer.ok(runs.find(request.id())
                .filter(run -> run.shop().equals(shop))
                .map(this::item)
                .orElseThrow(() -> ApiProblem.notFound("API_RUN_UNKNOWN", Messages.sentence("API_RUN_UNKNOWN"))));
    }

    /** A run as it stands now. */
    public IntakeRunItem item(IntakeRun run) {
        long staged =
                listings.counts(run.shop()).stream().mapToLong(StateCount::all).sum();
        return IntakeRunItem.of(run, staged, clock.instant());
    }
}
