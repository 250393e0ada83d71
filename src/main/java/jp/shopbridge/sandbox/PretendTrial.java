package jp.shopbridge.sandbox;

import java.time.Clock;
import java.util.List;
import jp.shopbridge.publishing.foresee.ListingTrial;
import jp.shopbridge.sandbox.tiktok.ListingJudge;
import org.springframework.stereotype.Component;

/** Lends the pretend TikTok Shop's strict rules to rehearsals, in every profile: they judge, and pretend nothing. */
@Component
final class PretendTrial implements ListingTrial {

    private final Clock clock;

    PretendTrial(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Sitting open() {
        ListingJudge judge = new ListingJudge(clock);
        return new Sitting() {
            @Override
            public List<Objection> objections(byte[] body) {
                return judge.judge(body).stream()
                        .map(objection -> new Objection(objection.code(), objection.message()))
                        .toList();
            }

            @Override
            public void close() {
                judge.close();
            }
        };
    }
}
