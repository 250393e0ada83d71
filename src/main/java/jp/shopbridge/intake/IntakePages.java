package jp.shopbridge.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.futureshop.FutureshopAnswer;
import jp.shopbridge.futureshop.FutureshopProduct;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.staging.Known;
import jp.shopbridge.staging.Listings;
import jp.shopbridge.staging.SourceProduct;
import jp.shopbridge.staging.StageCounts;
import org.springframework.stereotype.Component;

/** One page of a run: finding what is new in it, and writing all of it together with the cursor behind it. */
@Component
public class IntakePages {

    private final IntakeRuns runs;
    private final IntakeProducts products;
    private final Mappings mappings;
    private final Listings listings;
    private final DeadLetters deadLetters;

    IntakePages(
            IntakeRuns runs, IntakeProducts products, Mappings mappings, Listings listings, DeadLetters deadLetters) {
        this.runs = runs;
        this.products = products;
        this.mappings = mappings;
        this.listings = listings;
        this.deadLetters = deadLetters;
    }

    /**
     * Finds what has to be mapped: a product is unchanged when it is byte for byte what was staged, by the mapping in force.
     * Where a page holds a product twice, the later one counts.
     */
    public OpenedPage open(IntakeRun run, FutureshopAnswer.Page page) {
        Map<String, ArrivedProduct> arrived = new LinkedHashMap<>();
        List<String> numbers = new ArrayList<>();
        for (FutureshopProduct product : page.products()) {
            ArrivedProduct one = ArrivedProduct.of(run.shop(), product);
            boolean first = arrived.put(one.name(), one) == null;
            if (first && one.name().equals(product.number())) {
                numbers.add(one.name());
            }
        }
        Map<String, Known> known = listings.known(run.shop(), numbers);
        String version = mappings.inForce().version();
        List<ArrivedProduct> changed = new ArrayList<>();
        List<String> returned = new ArrayList<>();
        for (ArrivedProduct product : arrived.values()) {
            Known staged = known.get(product.name());
            if (staged == null
                    || !staged.sourceHash().equals(product.hash())
                    || !staged.mappingVersion().equals(version)) {
                changed.add(product);
            } else if (staged.missing()) {
                returned.add(product.name());
            }
        }
        return new OpenedPage(page.cursor(), numbers, returned, changed, arrived.size() - changed.size());
    }

    /**
     * Writes the page: its mapped products, what ends dead letters and absences, and the cursor, in one transaction.
     *
     * @param mapped the products that could be mapped; the others have been parked before
     * @return the run behind the page
     */
    public IntakeRun stage(IntakeRun run, OpenedPage page, List<SourceProduct> mapped) {
        int failed = page.changed().size() - mapped.size();
        List<String> sound = sound(page, mapped);
        StageCounts[] written = new StageCounts[1];
        IntakeRun after = runs.advance(run, page.next(), page.numbers(), () -> {
            StageCounts staged = listings.stage(run.shop(), mapped);
            listings.found(run.shop(), page.returned());
            deadLetters.resolved(run.shop(), sound, IntakeProducts.STAGE);
            written[0] = staged;
            return new PageCounts(
                    page.changed().size() + page.unchanged(),
                    staged.created(),
                    staged.changed(),
                    page.unchanged(),
                    failed);
        });
        products.count("created", written[0].created());
        products.count("changed", written[0].changed());
        products.count("unchanged", page.unchanged());
        return after;
    }

    private static List<String> sound(OpenedPage page, List<SourceProduct> mapped) {
        Set<String> broken = new HashSet<>();
        page.changed().forEach(product -> broken.add(product.name()));
        mapped.forEach(product -> broken.remove(product.productNo()));
        return page.numbers().stream()
                .filter(number -> !broken.contains(number))
                .toList();
    }
}
