package jp.shopbridge.tiktok.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** What is done against the letter of the contract on purpose: {@code tiktok/contract-exceptions.yaml}. */
public final class ContractExceptions {

    private final List<Allowed> all = new ArrayList<>();

    /**
     * One exception.
     *
     * @param question the open question of docs/facts/tiktok.md that will settle it
     */
    public record Allowed(
            Pattern operation, String part, Pattern path, String rule, Pattern value, String reason, String question) {

        boolean fits(Breach breach) {
            return operation.matcher(breach.operation()).matches()
                    && part.equals(breach.part())
                    && path.matcher(breach.path()).matches()
                    && rule.equals(breach.rule())
                    && value.matcher(breach.value()).matches();
        }
    }

    /** Those of the file. */
    public ContractExceptions() {
        try (InputStream in = ContractExceptions.class.getResourceAsStream("/tiktok/contract-exceptions.yaml")) {
            for (JsonNode row : new YAMLMapper().readTree(Objects.requireNonNull(in))) {
                all.add(new Allowed(
                        Pattern.compile(row.required("operation").asText()),
                        row.required("part").asText(),
                        Pattern.compile(row.required("path").asText()),
                        row.required("rule").asText(),
                        Pattern.compile(row.required("value").asText()),
                        row.required("reason").asText(),
                        row.required("question").asText()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it is done on purpose. */
    public boolean allow(Breach breach) {
        return all.stream().anyMatch(each -> each.fits(breach));
    }

    /** Every one. */
    public List<Allowed> all() {
        return all;
    }
}
