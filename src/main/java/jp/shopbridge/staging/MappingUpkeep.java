package jp.shopbridge.staging;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.mapping.EffectPreview;
import jp.shopbridge.mapping.MappingContext;
import jp.shopbridge.mapping.MappingGate;
import jp.shopbridge.mapping.MappingSet;
import jp.shopbridge.staging.content.ListingContent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** Follows changed mapping files, and tells beforehand what another version would change in the staged listings. */
@Component
public class MappingUpkeep {

    private static final int PAGE = 250;

    private final NamedParameterJdbcTemplate jdbc;
    private final ShopMappings mappings;
    private final MappingGate gate;
    private final RequestRules requests;

    MappingUpkeep(NamedParameterJdbcTemplate jdbc, ShopMappings mappings, MappingGate gate, RequestRules requests) {
        this.jdbc = jdbc;
        this.mappings = mappings;
        this.gate = gate;
        this.requests = requests;
    }

    /** Looks at the files and at what is in force, and follows; wrong files change nothing and turn health degraded. */
    public void refresh() {
        gate.refresh();
    }

    /** What would change in the shop's listings and in their requests if this set were in force; reads only. */
    public EffectPreview.Report effect(String shop, MappingSet next, int examples) {
        return effect(shop, next, examples, null, () -> {});
    }

    /**
     * The same for somebody who may not wait to the end.
     *
     * @param on the day for which the effect is asked; null for today
     * @param beforeEach called before every product; what it throws ends the work
     */
    public EffectPreview.Report effect(
            String shop, MappingSet next, int examples, @Nullable LocalDate on, Runnable beforeEach) {
        return new EffectPreview(mappings.inForce(), next, ShopMappings.TO_LISTING, requests.mapping(), examples, on)
                .overPages(() -> new Pages(shop, beforeEach));
    }

    /** The stored products, a page at a time, so that a large catalogue is never in memory as a whole. */
    private final class Pages implements Iterator<List<Supplier<EffectPreview.Item>>> {

        private final String shop;
        private final MappingContext context;
        private final Runnable beforeEach;
        private List<String> numbers;

        private Pages(String shop, Runnable beforeEach) {
            this.shop = shop;
            this.beforeEach = beforeEach;
            this.context = mappings.context(shop);
            this.numbers = after("");
        }

        @Override
        public boolean hasNext() {
            return !numbers.isEmpty();
        }

        @Override
        public List<Supplier<EffectPreview.Item>> next() {
            if (numbers.isEmpty()) {
                throw new NoSuchElementException("There is no product after the last page");
            }
            List<Supplier<EffectPreview.Item>> page = items(numbers);
            numbers = after(numbers.get(numbers.size() - 1));
            return page;
        }

        private List<String> after(String last) {
            return jdbc.queryForList(
                    Sql.named("listing-numbers-after"),
                    new MapSqlParameterSource("shop", shop)
                            .addValue("after", last)
                            .addValue("size", PAGE),
                    String.class);
        }

        private List<Supplier<EffectPreview.Item>> items(List<String> page) {
            MapSqlParameterSource named = new MapSqlParameterSource("keys", Sql.keys(shop, page));
            Map<String, List<Edit>> edits = ListingParts.edits(jdbc, named);
            Map<String, List<Sku>> skus = ListingParts.skus(jdbc, named);
            List<Supplier<EffectPreview.Item>> items = new ArrayList<>();
            jdbc.query(Sql.named("listing-snapshots"), named, row -> {
                String number = row.getString("product_no");
                String snapshot = row.getString("snapshot");
                List<Edit> over = edits.getOrDefault(number, List.of());
                List<Sku> kept = skus.getOrDefault(number, List.of());
                RequestRules.Standing standing = new RequestRules.Standing(
                        row.getString("remote_product_id"), row.getBoolean("send_as_draft"), kept);
                items.add(() -> {
                    beforeEach.run();
                    return new EffectPreview.Item(
                            number,
                            Json.parse(snapshot),
                            context,
                            target -> Effective.of(ListingContent.of(target), over, kept)
                                    .document(),
                            effective -> new MappingContext(
                                    context.parameters(),
                                    requests.foreseen(shop, ListingContent.of(effective), standing)));
                });
            });
            return items;
        }
    }
}
