package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Measures mapping alone, on one thread, over a page of products of more than 4 kB, beside the same mapping in other ways,
 * and prints a table. Not a test: run its main.
 *
 * <p>Counts the thread's processor time. The ways take turns round by round, so that whatever else the machine does meets
 * all of them alike; shown are the best and the middle round.
 */
public final class MappingBenchmark {

    /** As many as intake maps at a time. */
    private static final int PRODUCTS = 250;

    private static final int ROUNDS = 400;
    private static final int WARM = 100;

    private MappingBenchmark() {}

    /** Prints products per second and core for each way of mapping. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of("mappings");
        Mapping mapping = Mappings.load(MappingSource.directory(folder)).mapping("futureshop-product-to-listing");
        OtherWays others = new OtherWays(folder);
        Function<JsonNode, JsonNode> program = others.asProgram();
        List<JsonNode> products = products();
        MappingContext context = MappingContext.empty();
        for (JsonNode product : products) {
            JsonNode wanted = Products.reread(mapping.apply(product, context).target());
            same(wanted, others.byHand(product), "by hand");
            same(wanted, program.apply(product), "the program");
        }
        Map<String, ToIntFunction<JsonNode>> ways = new LinkedHashMap<>();
        ways.put("mapping, explained", product -> mapping.applyExplained(product, context)
                .explanation()
                .fields()
                .size());
        ways.put("mapping", product -> mapping.apply(product, context).target().size());
        ways.put("one JSLT program", product -> program.apply(product).size());
        ways.put("Jackson by hand", product -> others.byHand(product).size());
        measure(ways, products);
    }

    private static List<JsonNode> products() {
        Products generator = new Products(1);
        List<JsonNode> products = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < PRODUCTS; i++) {
            ObjectNode product = generator.ordinary(i);
            bytes += product.toString().getBytes(StandardCharsets.UTF_8).length;
            products.add(Products.reread(product));
        }
        System.out.printf(Locale.ROOT, "%d products of %d bytes, one thread%n", PRODUCTS, bytes / PRODUCTS);
        return products;
    }

    private static void same(JsonNode wanted, JsonNode actual, String way) {
        JsonNode read = Products.reread(actual);
        if (!read.equals(wanted)) {
            throw new IllegalStateException(way + " gives another listing:\n" + read + "\ninstead of\n" + wanted);
        }
    }

    private static void measure(Map<String, ToIntFunction<JsonNode>> ways, List<JsonNode> products) {
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        Map<String, long[]> times = new LinkedHashMap<>();
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, ToIntFunction<JsonNode>> way : ways.entrySet()) {
                long start = cpu.getCurrentThreadCpuTime();
                for (JsonNode product : products) {
                    sum += way.getValue().applyAsInt(product);
                }
                long time = cpu.getCurrentThreadCpuTime() - start;
                if (round >= WARM) {
                    times.computeIfAbsent(way.getKey(), name -> new long[ROUNDS - WARM])[round - WARM] = time;
                }
            }
        }
        System.out.printf(
                Locale.ROOT, "| way | us a product | products a second, best | middle |%n| --- | --- | --- | --- |%n");
        times.forEach((name, rounds) -> {
            Arrays.sort(rounds);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %,d | %,d |%n",
                    name,
                    rounds[0] / 1000.0 / products.size(),
                    products.size() * 1_000_000_000L / rounds[0],
                    products.size() * 1_000_000_000L / rounds[rounds.length / 2]);
        });
        System.out.println("(" + sum % 10 + ")");
    }
}
