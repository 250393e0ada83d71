package jp.shopbridge.publishing.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.shopbridge.Instance;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.staging.ListingClaims;
import jp.shopbridge.staging.ListingEdits;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A listing that is claimed twice, because its first claim ran out before its turn came, is sent by one passage only. One stage serves all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashGuardTest {

    // Nothing claims by itself here: the tests are the ones that do.
    private final Stage stage = Stage.on(Database.h2(), world -> world, Map.of("publishing.period", "1h"));
    private final Claims claims = stage.bean(Claims.class);
    private final ListingClaims listings = stage.bean(ListingClaims.class);
    private final String instance = stage.bean(Instance.class).name();
    private ListingKey key = new ListingKey(Stage.SHOP, "none");
    private int products;

    @BeforeEach
    void claimed() {
        key = stage.numbered("GUARD-" + products++);
        stage.select(List.of(key));
        claim();
    }

    private void claim() {
        assertThat(claims.claim()).containsExactly(key);
    }

    @AfterEach
    void letsGo() {
        stage.bean(ListingEdits.class).select(key, null, false, "merchant");
    }

    @AfterAll
    void stop() {
        stage.close();
    }

    @Test
    void endsThePassageThatBeganEarlier() {
        Job first = begun();
        listings.release(key, instance);
        claim();
        Job second = begun();

        assertThat(claims.renew(first)).isNull();
        assertThat(claims.renew(second)).isNotNull();
    }

    @Test
    void beginsOnceWithAListingThatStandsInTheQueueTwice() {
        listings.release(key, instance);
        claim();

        Job first = begun();

        assertThat(claims.begin(key, false)).isNull();
        assertThat(claims.renew(first)).isNotNull();
    }

    @Test
    void keepsAListingThatIsBeingWorkedOnFromBeingClaimedAgain() {
        begun();

        assertThat(claims.claim()).isEmpty();
    }

    @Test
    void sendsNothingOfAListingThatNoLongerWaitsAndGivesItBack() {
        Job passage = begun();
        stage.edit(key, "{\"title\":\"\"}");

        assertThat(claims.renew(passage)).isNull();

        stage.edit(key, "{\"title\":\"煎茶\"}");
        claim();
    }

    @Test
    void leavesAListingToTheInstanceThatClaimedItAfterwards() {
        Job passage = begun();
        listings.release(key, instance);
        assertThat(listings.claimDue(10, "another", Duration.ofMinutes(1))).containsExactly(key);

        assertThat(claims.renew(passage)).isNull();

        assertThat(claims.begin(key, false)).isNull();
        assertThat(listings.takeClaim(key, "another", Duration.ofMinutes(1))).isPresent();
    }

    private Job begun() {
        return Objects.requireNonNull(claims.begin(key, false));
    }
}
