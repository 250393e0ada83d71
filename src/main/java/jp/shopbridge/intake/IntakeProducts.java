package jp.shopbridge.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.failure.DatabaseAway;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.futureshop.FutureshopAnswers;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.mapping.Reason;
import jp.shopbridge.staging.Listings;
import jp.shopbridge.staging.ShopMappings;
import jp.shopbridge.staging.SourceProduct;
import jp.shopbridge.staging.StageCounts;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The steps of one product between arrival and staging, the same for a page, a replay and a re-mapping. */
@Component
public class IntakeProducts {

    static final String STAGE = "intake";

    private final FutureshopAnswers answers;
    private final Mappings mappings;
    private final Listings listings;
    private final DeadLetters deadLetters;
    private final TransactionTemplate transactions;
    private final MeterRegistry meters;

    IntakeProducts(
            FutureshopAnswers answers,
            Mappings mappings,
            Listings listings,
            DeadLetters deadLetters,
            TransactionTemplate transactions,
            MeterRegistry meters) {
        this.answers = answers;
        this.mappings = mappings;
        this.listings = listings;
        this.deadLetters = deadLetters;
        this.transactions = transactions;
        this.meters = meters;
    }

    /** A stored snapshot as if it had just arrived. */
    public ArrivedProduct stored(String shop, String snapshot) {
        return ArrivedProduct.of(shop, answers.product(shop, snapshot));
    }

    /**
     * The product as a document that can be mapped.
     *
     * @throws MappingFailure when it is no product at all, has no usable number, repeats one or is too large to keep
     */
    public JsonNode document(ArrivedProduct product) {
        if (product.repeated()) {
            String number = String.valueOf(product.product().number());
            throw new MappingFailure(
                    "INTAKE_NUMBER_TWICE",
                    Sentence.of(
                            "商品番号「" + number + "」の商品が二つあります。先の一つだけを取り込みました。futureshop でどちらかの商品番号を変更してください。",
                            "There are two products numbered " + number
                                    + "; only the first one was taken. Give one of them another number in futureshop."),
                    "futureshop-product",
                    "",
                    null);
        }
        return product.product().document();
    }

    /** The mapped product, ready to be staged. */
    public SourceProduct mapped(
            ArrivedProduct product, ObjectNode listing, List<Reason> reasons, String mappingVersion) {
        return new SourceProduct(
                product.name(),
                product.hash(),
                product.snapshot(),
                mappingVersion,
                listing,
                ShopMappings.lacks(reasons));
    }

    /**
     * Keeps a product that could not be mapped, with what is needed to understand and repeat it.
     *
     * @throws DataAccessResourceFailureException when it was the database that failed, which is the page's affair
     */
    public void park(ArrivedProduct product, Throwable failure) {
        if (DatabaseAway.causes(failure)) {
            throw new DataAccessResourceFailureException(
                    "Product " + product.name() + " waits, because the database could not be reached.", failure);
        }
        deadLetters.park(
                product.shop(),
                product.name(),
                STAGE,
                "intake-map-product",
                failure,
                product.snapshot(),
                mappings.inForce().version());
        count("failed", 1);
    }

    /** Stages one product by itself, in one transaction with the end of its dead letter. */
    public void stage(String shop, SourceProduct product) {
        StageCounts counts = transactions.execute(status -> {
            StageCounts staged = listings.stage(shop, List.of(product));
            deadLetters.resolved(shop, product.productNo(), STAGE);
            return staged;
        });
        count(counts != null && counts.created() > 0 ? "created" : "changed", 1);
    }

    void countStocks(int products) {
        meters.counter("bridge.intake.stocks").increment(products);
    }

    void count(String outcome, int products) {
        meters.counter("bridge.intake.products", "outcome", outcome).increment(products);
    }
}
