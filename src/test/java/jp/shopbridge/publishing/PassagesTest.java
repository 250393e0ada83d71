package jp.shopbridge.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import jp.shopbridge.Instance;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.Listings;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A listing that is claimed twice, because its first claim ran out before its turn came, is sent by one passage only. */
class PassagesTest {

    // Nothing claims by itself here: the tests are the ones that do.
    private final Stage stage = Stage.on(Database.h2(), world -> world, Map.of("publishing.period", "1h"));
    private final Publications publications = stage.bean(Publications.class);
    private final Listings listings = stage.bean(Listings.class);
    private final String instance = stage.bean(Instance.class).name();
    private ListingKey key = new ListingKey(Stage.SHOP, "none");

    @BeforeEach
    void claimed() {
        key = stage.stage(1).get(0);
        stage.select(List.of(key));
        claim();
    }

    private void claim() {
        assertThat(publications.claim()).containsExactly(key);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void endsThePassageThatBeganEarlier() {
        Publication first = publications.begin(key);
        assertThat(first.isOpen()).isTrue();
        listings.release(key, instance);
        claim();
        Publication second = publications.begin(key);
        assertThat(second.isOpen()).isTrue();

        publications.checkImages(first);
        publications.checkImages(second);

        assertThat(first.isOpen()).isFalse();
        assertThat(second.isOpen()).isTrue();
    }

    @Test
    void beginsOnceWithAListingThatStandsInTheQueueTwice() {
        listings.release(key, instance);
        claim();

        Publication first = publications.begin(key);
        Publication second = publications.begin(key);
        publications.checkImages(first);

        assertThat(first.isOpen()).isTrue();
        assertThat(second.isOpen()).isFalse();
    }

    @Test
    void keepsAListingThatIsBeingWorkedOnFromBeingClaimedAgain() {
        assertThat(publications.begin(key).isOpen()).isTrue();

        assertThat(publications.claim()).isEmpty();
    }

    @Test
    void sendsNothingOfAListingThatNoLongerWaitsAndGivesItBack() {
        Publication passage = publications.begin(key);
        assertThat(passage.isOpen()).isTrue();
        stage.edit(key, "{\"title\":\"\"}");

        publications.endLookUp(passage);

        assertThat(passage.isOpen()).isFalse();
        stage.edit(key, "{\"title\":\"煎茶\"}");
        claim();
    }

    @Test
    void leavesAListingToTheInstanceThatClaimedItAfterwards() {
        Publication passage = publications.begin(key);
        listings.release(key, instance);
        assertThat(listings.claimDue(10, "another", Duration.ofMinutes(1))).containsExactly(key);

        publications.checkImages(passage);

        assertThat(passage.isOpen()).isFalse();
        assertThat(publications.begin(key).isOpen()).isFalse();
        assertThat(listings.takeClaim(key, "another", Duration.ofMinutes(1))).isPresent();
    }
}
