package jp.shopbridge.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.shopbridge.Sql;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.Test;

/**
 * The statements that run most often, and what each is found by on H2: an index, a key, or the whole of a table. Kept in a file, so
 * that a change of a statement or of an index that costs one of them shows.
 */
class PlansTest {

    private static final Path KEPT = Path.of("src/test/resources/plans/h2.txt");
    private static final Pattern ACCESS = Pattern.compile("/\\* public\\.(\\w+(?:\\.tableScan)?)");
    private static final List<String> HOTTEST = List.of(
            "listing-claim",
            "listing-claim-due",
            "listing-claim-review",
            "listing-claim-take",
            "listing-claim-values",
            "listing-documents",
            "listing-known",
            "listing-rows",
            "listing-status",
            "publishing-attempt-open",
            "skus-of-products",
            "tiktok-exchange-seen-again",
            "webhook-waiting");

    @Test
    void areAsKept() throws IOException, SQLException {
        String plans = plans(Database.h2());
        if (Boolean.getBoolean("writeDocuments")) {
            Files.writeString(KEPT, plans);
        }

        assertThat(KEPT)
                .as("what the hottest statements are found by; if it is meant, write it anew with"
                        + " -DwriteDocuments=true")
                .content()
                .isEqualTo(plans);
        assertThat(plans).doesNotContain("tableScan");
    }

    private static String plans(Database database) throws SQLException {
        StringBuilder lines = new StringBuilder();
        for (String name : HOTTEST) {
            String sql = Sql.named(name).replaceAll("(?m)^for update.*$", "");
            String found = ACCESS.matcher(StatementRuns.plan(database, sql))
                    .results()
                    // H2 makes up the rest of such a name of those of all tables.
                    .map(part -> part.group(1).replaceFirst("PRIMARY_KEY_\\w+", "PRIMARY_KEY"))
                    .collect(Collectors.toCollection(TreeSet::new))
                    .toString();
            lines.append(name).append(": ").append(found).append('\n');
        }
        return lines.toString();
    }
}
