package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * Measures mapping alone, on one thread, over products of about 4 kB, and prints a table. Not a test: run its main.
 *
 * <p>Counts the thread's processor time, and the best of many short rounds, because a shared machine only ever makes a
 * round slower.
 */
public final class MappingBenchmark {

    private static final int PRODUCTS = 2000;
    private static final int ROUNDS = 20;

    private MappingBenchmark() {}

    /** Prints products per second and core for each way of mapping. */
    public static void main(String[] arguments) {
        Mapping mapping =
                Mappings.load(MappingSource.directory(Path.of("mappings"))).mapping("futureshop-product-to-listing");
        Products generator = new Products(1);
        List<JsonNode> products = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < PRODUCTS; i++) {
            ObjectNode product = generator.ordinary(i);
            bytes += product.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            products.add(product);
        }
        MappingContext context = MappingContext.empty();
        System.out.printf(Locale.ROOT, "%d products of %d bytes, one thread%n", PRODUCTS, bytes / PRODUCTS);
        measure("mapping", products, product -> mapping.apply(product, context)
                .target()
                .size());
        measure("mapping, with explanation", products, product -> mapping.applyExplained(product, context)
                .explanation()
                .fields()
                .size());
    }

    private static void measure(String name, List<JsonNode> products, ToIntFunction<JsonNode> work) {
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = cpu.getCurrentThreadCpuTime();
            for (JsonNode product : products) {
                sum += work.applyAsInt(product);
            }
            best = Math.min(best, cpu.getCurrentThreadCpuTime() - start);
        }
        System.out.printf(
                Locale.ROOT,
                "%-40s %8.1f us/product %10d products/s (%d)%n",
                name,
                best / 1000.0 / products.size(),
                products.size() * 1_000_000_000L / best,
                sum % 10);
    }
}
