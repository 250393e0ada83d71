package jp.shopbridge.intake;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.futureshop.FutureshopAnswer;
import jp.shopbridge.futureshop.FutureshopProduct;
import jp.shopbridge.mapping.MappingContext;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.staging.Effect;
import jp.shopbridge.staging.Effects;
import jp.shopbridge.staging.Known;
import jp.shopbridge.staging.ListingArrivals;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.MappedDay;
import jp.shopbridge.staging.SourceProduct;
import jp.shopbridge.staging.StageCounts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** One page of a run: finding what is new in it, and writing all of it together with the cursor behind it. */
@Component
public class IntakePages {

    private static final Logger LOG = LoggerFactory.getLogger(IntakePages.class);

    private final IntakeRuns runs;
    private final IntakeProducts products;
    private final Mappings mappings;
    private final ListingQueries listings;
    private final ListingArrivals arrivals;
    private final DeadLetters deadLetters;
    private final IntakeBrake brake;
    private final IntakeSnapshots snapshots;
    private final IntakeCrashGuard crashGuard;
    private final Clock clock;
    private final ConcurrentMap<String, Scan> scans = new ConcurrentHashMap<>();

    IntakePages(
            IntakeRuns runs,
            IntakeProducts products,
            Mappings mappings,
            ListingQueries listings,
            ListingArrivals arrivals,
            DeadLetters deadLetters,
            IntakeBrake brake,
            IntakeSnapshots snapshots,
            IntakeCrashGuard crashGuard,
            Clock clock) {
        this.runs = runs;
        this.products = products;
        this.mappings = mappings;
        this.listings = listings;
        this.arrivals = arrivals;
        this.deadLetters = deadLetters;
        this.brake = brake;
        this.snapshots = snapshots;
        this.crashGuard = crashGuard;
        this.clock = clock;
    }

    /**
     * Finds what has to be mapped: a product is unchanged when it is byte for byte what was staged, by the mapping in force,
     * and no day has come since on which that makes something else of it.
     * Where a page, or a full scan, meets a number twice, the first one counts and a different second one is parked.
     */
    public OpenedPage open(IntakeRun run, FutureshopAnswer.Page page) {
        Map<String, ArrivedProduct> arrived = new LinkedHashMap<>();
        List<ArrivedProduct> changed = new ArrayList<>();
        int unchanged = 0;
        for (FutureshopProduct product : page.products()) {
            ArrivedProduct one = ArrivedProduct.of(run.shop(), product);
            ArrivedProduct before = arrived.putIfAbsent(one.name(), one);
            if (before != null && before.hash().equals(one.hash())) {
                unchanged++;
            } else if (before != null) {
                changed.add(one.again());
            }
        }
        Map<String, Known> known = listings.known(
                run.shop(),
                arrived.values().stream()
                        .filter(ArrivedProduct::isNamed)
                        .map(ArrivedProduct::name)
                        .toList());
        NumberSet met = met(run);
        String version = mappings.inForce().version();
        List<String> numbers = new ArrayList<>();
        List<String> returned = new ArrayList<>();
        Set<String> unstaged = new LinkedHashSet<>();
        for (ArrivedProduct product : arrived.values()) {
            Known staged = known.get(product.name());
            boolean same = staged != null && staged.sourceHash().equals(product.hash());
            if (met.contains(product.name())) {
                if (same) {
                    unchanged++;
                } else {
                    changed.add(product.again());
                }
                continue;
            }
            if (product.isNamed()) {
                numbers.add(product.name());
            }
            if (staged == null || !same || !staged.mappingVersion().equals(version) || isOver(staged.day())) {
                changed.add(product);
                if (staged == null && product.isNamed()) {
                    unstaged.add(product.name());
                }
            } else {
                unchanged++;
                if (staged.missing()) {
                    returned.add(product.name());
                }
            }
        }
        return new OpenedPage(page.cursor(), numbers, returned, changed, unchanged, unstaged);
    }

    private boolean isOver(@Nullable MappedDay day) {
        return day != null && day.isOver(MappingContext.day(clock));
    }

    /** What the full scan has met on its pages so far, read back after another instance worked on it. */
    private NumberSet met(IntakeRun run) {
        if (run.kind() != IntakeKind.FULL) {
            return new NumberSet();
        }
        Scan scan = scans.get(run.shop());
        if (scan == null || scan.run() != run.id() || scan.pages() != run.pages()) {
            scan = new Scan(run.id(), run.pages(), new NumberSet());
            runs.met(run, scan.met()::add);
            scans.put(run.shop(), scan);
        }
        return scan.met();
    }

    private void remember(IntakeRun after, OpenedPage page) {
        Scan scan = scans.get(after.shop());
        if (scan == null || scan.run() != after.id() || after.phase() != IntakePhase.PAGES) {
            scans.remove(after.shop());
        } else {
            page.numbers().forEach(scan.met()::add);
            scans.put(after.shop(), new Scan(after.id(), after.pages(), scan.met()));
        }
    }

    /**
     * Writes the page: its mapped products, what ends dead letters and absences, and the cursor, in one transaction.
     *
     * @param mapped the products that could be mapped; the others have been parked before
     * @param stocks pieces by product number and SKU number, of the new products whose stock was read with the page
     * @param alone whether each product is staged by itself, with nothing beside it
     * @return the run behind the page
     * @throws BrakeEngaged when the page, with the ones before, would alter more than is usual; nothing is written then
     */
    public IntakeRun stage(
            IntakeRun run,
            OpenedPage page,
            List<SourceProduct> mapped,
            Map<String, Map<String, @Nullable Integer>> stocks,
            boolean alone) {
        if (alone) {
            // What ends the program is met here, by its own mark, and not in the page's sum.
            mapped.forEach(product -> crashGuard.alone(
                    run.shop(),
                    product.productNo(),
                    () -> brake.effect(run.shop(), Set.of(product.productNo()), List.of(product))));
        }
        Effects.Found altered = brake.effect(run.shop(), IntakeBrake.numbers(page), mapped);
        brake.allowAltering(run, altered.effect());
        // Held before they are written, so that no worker ever sees them free; the end of the run lets them go.
        arrivals.hold(run.shop(), altered.altered(), run.id());
        if (alone) {
            return write(run, page, oneByOne(run, page, mapped, true), List.of(), Map.of(), altered.effect());
        }
        try {
            return write(run, page, mapped, mapped, stocks, altered.effect());
        } catch (DataIntegrityViolationException refused) {
            LOG.warn(
                    "Shop {}: page {} holds a product that the database refuses; its products are staged one by one.",
                    run.shop(),
                    run.pages() + 1);
            return write(run, page, oneByOne(run, page, mapped, false), List.of(), Map.of(), altered.effect());
        }
    }

    /** Stages each product in a transaction of its own and parks the ones that the database refuses. */
    private List<SourceProduct> oneByOne(IntakeRun run, OpenedPage page, List<SourceProduct> mapped, boolean alone) {
        List<SourceProduct> staged = new ArrayList<>();
        for (SourceProduct product : mapped) {
            try {
                if (alone) {
                    crashGuard.alone(run.shop(), product.productNo(), () -> products.stage(run.shop(), product));
                } else {
                    products.stage(run.shop(), product);
                }
                staged.add(product);
            } catch (DataIntegrityViolationException refused) {
                page.changed().stream()
                        .filter(arrived -> arrived.name().equals(product.productNo()))
                        .forEach(arrived -> products.park(arrived, refused));
            }
        }
        return staged;
    }

    private IntakeRun write(
            IntakeRun run,
            OpenedPage page,
            List<SourceProduct> sound,
            List<SourceProduct> unwritten,
            Map<String, Map<String, @Nullable Integer>> stocks,
            Effect altered) {
        int failed = page.changed().size() - sound.size();
        List<String> healthy = healthy(page, sound);
        StageCounts[] written = new StageCounts[1];
        IntakeRun after = runs.advance(run, page.next(), page.numbers(), () -> {
            StageCounts staged = arrivals.stage(run.shop(), unwritten, stocks);
            arrivals.found(run.shop(), page.returned());
            deadLetters.resolved(run.shop(), healthy, IntakeProducts.STAGE);
            brake.count(run, altered);
            if (IntakeRuns.isLastPage(run, page.next())) {
                arrivals.letGo(run.shop(), run.id());
            }
            written[0] = staged;
            return new PageCounts(
                    page.changed().size() + page.unchanged(), sound.size(), page.unchanged(), failed, stocks.size());
        });
        remember(after, page);
        String inForce = mappings.inForce().version();
        if (sound.stream().anyMatch(product -> !product.mappingVersion().equals(inForce))) {
            snapshots.overtaken(run.shop());
        }
        products.countStocks(stocks.size());
        products.count("created", written[0].created());
        products.count("changed", written[0].changed());
        products.count("unchanged", page.unchanged());
        return after;
    }

    private static List<String> healthy(OpenedPage page, List<SourceProduct> mapped) {
        Set<String> broken = new HashSet<>();
        page.changed().forEach(product -> broken.add(product.name()));
        mapped.forEach(product -> broken.remove(product.productNo()));
        return page.numbers().stream()
                .filter(number -> !broken.contains(number))
                .toList();
    }

    private record Scan(long run, int pages, NumberSet met) {}
}
