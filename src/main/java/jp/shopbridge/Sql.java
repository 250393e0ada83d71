package jp.shopbridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.dao.DuplicateKeyException;

/** The named statements under {@code sql/}, each in a file of its own, running unchanged on H2 and PostgreSQL. */
public final class Sql {

    private static final ConcurrentMap<String, String> TEXTS = new ConcurrentHashMap<>();

    private Sql() {}

    /** The text of {@code sql/<name>.sql}, read once. */
    public static String named(String name) {
        return TEXTS.computeIfAbsent(name, Sql::read);
    }

    /**
     * These products of a shop for {@code (shop, product_no) in (:keys)}. So both databases go straight to each row; for
     * {@code shop = :shop and product_no in (…)} H2 reads every row of the shop.
     */
    public static List<Object[]> keys(String shop, Collection<String> productNos) {
        return productNos.stream()
                .map(productNo -> new Object[] {shop, productNo})
                .toList();
    }

    /**
     * Runs a {@code merge} outside of a transaction. Where somebody inserts the same row at the same moment PostgreSQL
     * refuses the second one, and that row is then updated.
     */
    public static void merging(Runnable merge) {
        try {
            merge.run();
        } catch (DuplicateKeyException sameMoment) {
            merge.run();
        }
    }

    private static String read(String name) {
        try (InputStream in = Sql.class.getResourceAsStream("/sql/" + name + ".sql")) {
            if (in == null) {
                throw new IllegalArgumentException("There is no statement sql/" + name + ".sql in the application.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The statement sql/" + name + ".sql could not be read.", e);
        }
    }
}
