package jp.shopbridge.failure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Says that a scheduled route could not do its work, which costs nothing but time. */
@Component
public class Postponed {

    private static final Logger LOG = LoggerFactory.getLogger(Postponed.class);

    Postponed() {}

    /** The route does it at its next time; what nobody foresaw is said with its trace. */
    public void toItsNextTime(String routeId, Throwable thrown) {
        if (DatabaseAway.causes(thrown)) {
            // With the exception, so that it is folded with everything else that wants the database.
            LOG.warn("{} could not do its work.", routeId, thrown);
        } else {
            LOG.error("{} could not do its work; it tries again at its next time.", routeId, thrown);
        }
    }

    /** What was being done stays where it stands while the database is away; its claim runs out, and it is taken up again. */
    public void untilTheDatabaseIsBack(Object what, Throwable thrown) {
        LOG.warn(
                "{} stays where it stands, because the database could not be reached; it is taken up again later. Look at the"
                        + " database and its disk.",
                what,
                thrown);
    }
}
