package jp.shopbridge.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.shopbridge.cluster.UnderWay;
import jp.shopbridge.deadletter.DeadLetterQuery;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.mapping.Mappings;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The passages of pages and products in this process, so that no product can end it again and again. A page is marked as a
 * whole; when processes died with it twice, each of its products is mapped and staged alone with a mark of its own, and the one
 * that is alone under way at another death is parked.
 */
@Component
public class IntakeCrashGuard {

    static final String CODE = "INTAKE_CRASHED";

    private static final Logger LOG = LoggerFactory.getLogger(IntakeCrashGuard.class);
    private static final String PAGES = "intake-page";

    private final UnderWay underWay;
    private final IntakeProducts products;
    private final DeadLetters deadLetters;
    private final Mappings mappings;

    IntakeCrashGuard(UnderWay underWay, IntakeProducts products, DeadLetters deadLetters, Mappings mappings) {
        this.underWay = underWay;
        this.products = products;
        this.deadLetters = deadLetters;
        this.mappings = mappings;
    }

    /**
     * A page's products as they are to be mapped.
     *
     * @param alone whether each has to be by itself
     */
    public record Parts(boolean alone, List<List<ArrivedProduct>> of) {}

    /**
     * Lets a page in and parts it, until {@link #end} or the end of the exchange. Products of it that ended the program are
     * parked, and so are those parked for that before of which nothing has changed since.
     *
     * @param what which of the shop's pages: {@code page} of a run, {@code remap} or {@code day}; one of each is under way at a time
     */
    public Parts begin(String shop, String what, List<ArrivedProduct> arrived, Exchange exchange) {
        underWay.count();
        UnderWay.Item page = page(shop, what);
        Map<String, Integer> crashes = underWay.crashes(IntakeProducts.STAGE, shop);
        List<ArrivedProduct> admitted = new ArrayList<>(arrived);
        if (!crashes.isEmpty()) {
            admitted.removeIf(product -> isBarred(product, crashes.getOrDefault(product.name(), 0)));
        }
        boolean alone = underWay.isSuspect(page)
                || admitted.stream().anyMatch(product -> crashes.getOrDefault(product.name(), 0) >= UnderWay.SUSPECT);
        if (alone) {
            LOG.warn(
                    "The program ended unexpectedly at this {} of shop {} before; its products are taken alone.",
                    what,
                    shop);
            return new Parts(true, admitted.stream().map(List::of).toList());
        }
        String entered = PAGES + " " + shop + " " + what;
        if (exchange.getProperty(entered) == null) {
            exchange.setProperty(entered, true);
            exchange.getExchangeExtension().addOnCompletion(ending(page));
        }
        underWay.begin(page, false);
        return new Parts(false, products.chunks(admitted));
    }

    /** The page came to its end. */
    public void end(String shop, String what) {
        underWay.end(page(shop, what));
    }

    /**
     * Lets one product in by itself until the exchange is done: after everything else when processes died with it, or with its
     * page, before.
     *
     * @param part the product, as a part of one
     * @param alone whether it comes from a page that is suspect, which {@link #begin} has looked through
     * @throws RefusedFailure when it comes by itself and ended the program each time, in the end alone
     */
    public void enter(List<ArrivedProduct> part, boolean alone, Exchange exchange) {
        ArrivedProduct product = part.get(0);
        UnderWay.Item item = item(product.shop(), product.name());
        underWay.count();
        int crashes = underWay.crashes(item);
        if (crashes >= UnderWay.GUILTY && !alone) {
            underWay.parked(item);
            throw crashed(product.name());
        }
        exchange.getExchangeExtension().addOnCompletion(ending(item));
        underWay.begin(item, alone || crashes >= UnderWay.SUSPECT);
    }

    /** Does something for a product with nothing beside it. */
    void alone(String shop, String productNo, Runnable step) {
        UnderWay.Item item = item(shop, productNo);
        try {
            underWay.begin(item, true);
            step.run();
        } finally {
            underWay.end(item);
        }
    }

    private boolean isBarred(ArrivedProduct product, int crashes) {
        boolean guilty = crashes >= UnderWay.GUILTY;
        if (guilty || (crashes >= UnderWay.SUSPECT && isParkedAsItIs(product))) {
            products.park(product, crashed(product.name()));
            if (guilty) {
                LOG.error(
                        "{} of {} ended the program each time it was taken in, in the end alone; it is parked.",
                        product.name(),
                        product.shop());
                underWay.parked(item(product.shop(), product.name()));
            }
            return true;
        }
        return false;
    }

    private boolean isParkedAsItIs(ArrivedProduct product) {
        String version = mappings.inForce().version();
        return deadLetters
                .search(new DeadLetterQuery(
                        product.shop(),
                        DeadLetterQuery.OPEN,
                        IntakeProducts.STAGE,
                        CODE,
                        product.name(),
                        List.of(),
                        0,
                        1))
                .items()
                .stream()
                .anyMatch(letter -> version.equals(letter.mappingVersion())
                        && deadLetters
                                .snapshot(letter.id())
                                .filter(product.snapshot()::equals)
                                .isPresent());
    }

    private SynchronizationAdapter ending(UnderWay.Item item) {
        return new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                underWay.end(item);
            }
        };
    }

    private static UnderWay.Item page(String shop, String what) {
        return new UnderWay.Item(PAGES, shop, what);
    }

    private static UnderWay.Item item(String shop, String productNo) {
        return new UnderWay.Item(IntakeProducts.STAGE, shop, productNo);
    }

    private static RefusedFailure crashed(String productNo) {
        return new RefusedFailure(CODE, Messages.sentence("intake.program-ended-each-time-took", productNo), "", null);
    }
}
