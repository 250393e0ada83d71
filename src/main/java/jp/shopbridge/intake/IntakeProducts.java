package jp.shopbridge.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.failure.DatabaseAway;
import jp.shopbridge.futureshop.FutureshopAnswers;
import jp.shopbridge.mapping.MappingAttempt;
import jp.shopbridge.mapping.MappingContext;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.staging.ListingArrivals;
import jp.shopbridge.staging.MappedDay;
import jp.shopbridge.staging.ShopMappings;
import jp.shopbridge.staging.SourceProduct;
import jp.shopbridge.staging.StageCounts;
import jp.shopbridge.staging.content.ListingContent;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The steps of one product between arrival and staging, the same for a page, a replay and a re-mapping. */
@Component
public class IntakeProducts {

    static final String STAGE = "intake";
    private static final int HANDFUL = 25;
    private static final List<String> OUTCOMES = List.of("created", "changed", "unchanged", "failed", "remapped");

    private final FutureshopAnswers answers;
    private final Mappings mappings;
    private final ShopMappings shopMappings;
    private final ListingArrivals arrivals;
    private final DeadLetters deadLetters;
    private final TransactionTemplate transactions;
    private final MeterRegistry meters;
    private final Counter stocks;

    IntakeProducts(
            FutureshopAnswers answers,
            Mappings mappings,
            ShopMappings shopMappings,
            ListingArrivals arrivals,
            DeadLetters deadLetters,
            TransactionTemplate transactions,
            MeterRegistry meters) {
        this.answers = answers;
        this.mappings = mappings;
        this.shopMappings = shopMappings;
        this.arrivals = arrivals;
        this.deadLetters = deadLetters;
        this.transactions = transactions;
        this.meters = meters;
        // From the start, so that the first of a kind counts as one more than none.
        OUTCOMES.forEach(this::outcome);
        stocks = Counter.builder("bridge.intake.stocks")
                .description("Products whose stock was read")
                .register(meters);
    }

    /** A stored snapshot as if it had just arrived. */
    ArrivedProduct arrived(String shop, String snapshot) {
        return ArrivedProduct.of(shop, answers.product(shop, snapshot));
    }

    /** A stored snapshot as if it had just arrived, by itself. */
    public List<ArrivedProduct> stored(String shop, String snapshot) {
        return List.of(arrived(shop, snapshot));
    }

    /** The products in parts small enough that a page's parts keep several threads busy. */
    public List<List<ArrivedProduct>> chunks(List<ArrivedProduct> products) {
        List<List<ArrivedProduct>> parts = new ArrayList<>();
        for (int from = 0; from < products.size(); from += HANDFUL) {
            parts.add(products.subList(from, Math.min(products.size(), from + HANDFUL)));
        }
        return parts;
    }

    /** The settings that the mapping of these products, all of one shop, may refer to. */
    public MappingContext context(List<ArrivedProduct> products) {
        return shopMappings.context(products.get(0).shop());
    }

    /** Of these attempts, the products that could not be mapped. */
    public List<MappingAttempt> unmapped(List<MappingAttempt> attempts) {
        return attempts.stream().filter(attempt -> attempt.failure() != null).toList();
    }

    /** The products of all parts. */
    public List<SourceProduct> together(List<List<SourceProduct>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    /** Of these attempts, the products that could be mapped, ready to be staged. */
    public List<SourceProduct> mapped(List<MappingAttempt> attempts, String mappingVersion) {
        List<SourceProduct> mapped = new ArrayList<>(attempts.size());
        for (MappingAttempt attempt : attempts) {
            if (attempt.outcome() != null) {
                ArrivedProduct product = (ArrivedProduct) attempt.source();
                mapped.add(new SourceProduct(
                        product.name(),
                        product.hash(),
                        product.snapshot(),
                        mappingVersion,
                        ListingContent.of(attempt.outcome().target()),
                        ShopMappings.lacks(attempt.outcome().reasons()),
                        MappedDay.of(
                                attempt.outcome().madeOn(), attempt.outcome().changesOn())));
            }
        }
        return mapped;
    }

    /**
     * Keeps a product that could not be mapped.
     *
     * @throws DataAccessResourceFailureException when it was the database that failed, which is the page's affair
     */
    public void park(MappingAttempt attempt) {
        park((ArrivedProduct) attempt.source(), Objects.requireNonNull(attempt.failure()));
    }

    /**
     * Keeps a product that could not be mapped or staged, with what is needed to understand and repeat it.
     *
     * @throws DataAccessResourceFailureException when it was the database that failed, which is the page's affair
     */
    void park(ArrivedProduct product, Throwable failure) {
        if (DatabaseAway.causes(failure)) {
            throw new DataAccessResourceFailureException(
                    "Product " + product.name() + " waits, because the database could not be reached.", failure);
        }
        deadLetters.park(
                product.shop(),
                product.name(),
                STAGE,
                "intake-map-products",
                failure,
                product.snapshot(),
                mappings.inForce().version());
        count("failed", 1);
    }

    /** Stages one product by itself, in one transaction with the end of its dead letter. */
    public void stage(String shop, SourceProduct product) {
        StageCounts counts = transactions.execute(status -> {
            StageCounts staged = arrivals.stage(shop, List.of(product));
            deadLetters.resolved(shop, product.productNo(), STAGE);
            return staged;
        });
        count(counts != null && counts.created() > 0 ? "created" : "changed", 1);
    }

    void countStocks(int products) {
        stocks.increment(products);
    }

    void count(String outcome, int products) {
        outcome(outcome).increment(products);
    }

    private Counter outcome(String outcome) {
        return Counter.builder("bridge.intake.products")
                .description("Products met at futureshop, by what became of them")
                .tag("outcome", outcome)
                .register(meters);
    }
}
