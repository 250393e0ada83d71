package jp.shopbridge.api.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import jp.shopbridge.Json;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.api.MappingFinding;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.Finding;
import jp.shopbridge.mapping.MappingContext;
import jp.shopbridge.mapping.MappingFiles;
import jp.shopbridge.mapping.MappingGate;
import jp.shopbridge.mapping.MappingHeld;
import jp.shopbridge.mapping.MappingJudge;
import jp.shopbridge.mapping.MappingSet;
import jp.shopbridge.mapping.MappingTrial;
import jp.shopbridge.mapping.MappingVersions;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.mapping.Playground;
import jp.shopbridge.mapping.PreviewJson;
import jp.shopbridge.mapping.RuleProposal;
import jp.shopbridge.staging.Edit;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.MappingUpkeep;
import jp.shopbridge.staging.ShopMappings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Versions of the mappings: which is in force, what another would change, putting it in force and back. */
@Component
public class MappingsApi {

    private static final Pattern PATH =
            Pattern.compile("(?!.*\\.\\.)[\\p{L}\\p{N}_][\\p{L}\\p{N}_./ -]{0,199}\\.(yaml|json|csv)");
    private static final int SHORTEST_PREFIX = 8;
    private static final int EXAMPLES = 20;

    private final MappingGate gate;
    private final MappingVersions versions;
    private final Mappings mappings;
    private final MappingUpkeep upkeep;
    private final ShopMappings shopMappings;
    private final ListingQueries listings;
    private final MappingTrial trial;
    private final MappingTrials trials;

    MappingsApi(
            MappingGate gate,
            MappingVersions versions,
            Mappings mappings,
            MappingUpkeep upkeep,
            ShopMappings shopMappings,
            ListingQueries listings,
            MappingTrial trial,
            MappingTrials trials) {
        this.gate = gate;
        this.versions = versions;
        this.mappings = mappings;
        this.upkeep = upkeep;
        this.shopMappings = shopMappings;
        this.listings = listings;
        this.trial = trial;
        this.trials = trials;
    }

    /** Every kept version, and why changed files are not used. */
    public Answer list(ApiRequest request) {
        return Answer.ok(versionList());
    }

    /** One kept version with its files. */
    public Answer show(ApiRequest request) {
        MappingVersions.Kept kept = kept(request.variable("version"));
        MappingFiles files = versions.files(kept.version()).orElseThrow();
        return Answer.ok(new MappingVersionDetail(
                MappingVersionItem.of(kept, gate.status().ofFiles()),
                differing(files, mappings.inForce().files()),
                files.toJson()));
    }

    /** What is wrong with files that somebody proposes; keeps nothing. */
    public Answer lint(ApiRequest request) {
        MappingFiles files = files(request.body(MappingFilesRequest.class));
        MappingTrial.Verdict verdict = trials.admitted(request, wait -> trial.of(files, wait::gone));
        return Answer.ok(
                verdict.refused()
                        ? new MappingLint(false, null, 0, findings(verdict.findings()))
                        : new MappingLint(true, files.version(), verdict.cases(), findings(verdict.findings())));
    }

    /** What another version, proposed files or the files beside the application would change; changes nothing. */
    public Answer preview(ApiRequest request) {
        MappingPreviewRequest asked = request.body(MappingPreviewRequest.class);
        int examples = Objects.requireNonNullElse(asked.examples(), EXAMPLES);
        String shop = request.shop();
        LocalDate on = asked.on() == null ? null : day(asked.on());
        return trials.admitted(request, wait -> {
            MappingSet.Tried tried = wanted(asked, wait);
            ObjectNode effect = effect(shop, tried, examples, on, wait);
            // It speaks of all shops, and only who may act for all of them can agree.
            if (tried.usable() && request.isForEveryShop()) {
                brake(tried.set(), effect);
            }
            return Answer.ok(effect);
        });
    }

    /** What an expression and steps make of a product; keeps nothing. */
    public Answer tryOut(ApiRequest request) {
        MappingTryRequest asked = request.body(MappingTryRequest.class);
        ListingKey key = new ListingKey(request.shop(), asked.productNo().strip());
        LocalDate on = asked.on() == null ? null : day(asked.on());
        Listing listing = listings.find(key)
                .orElseThrow(
                        () -> ApiProblem.notFound("API_PRODUCT_UNKNOWN", Messages.sentence("API_PRODUCT_UNKNOWN")));
        return trials.admitted(request, wait -> {
            Playground playground = Playground.of(
                            mappings.inForce(),
                            ShopMappings.TO_LISTING,
                            asked.expression(),
                            Objects.requireNonNullElse(asked.steps(), ""))
                    .orElseThrow();
            MappingTrial.Verdict verdict = trial.of(playground.files(), wait::gone);
            List<Finding> own = playground.own(verdict.findings());
            if (!verdict.readable()) {
                return Answer.ok(MappingTried.refused(own.isEmpty() ? verdict.findings() : own));
            }
            MappingContext today = shopMappings.context(key.shop());
            return Answer.ok(MappingTried.of(
                    playground.with(Json.parse(listing.snapshot()), on == null ? today : today.on(on)), own));
        });
    }

    /** Keeps proposed files that pass, so that they can be put in force. */
    public Answer keep(ApiRequest request) {
        request.needsEveryShop();
        MappingFiles files = files(request.body(MappingFilesRequest.class));
        MappingSet set = trials.admitted(request, wait -> {
            trial.check(files, wait::gone);
            return gate.propose(files);
        });
        MappingVersions.Kept kept = kept(set.version());
        return new Answer(
                201,
                MappingVersionItem.of(kept, gate.status().ofFiles()),
                Map.of("Location", "/api/mappings/" + kept.version()));
    }

    /** Puts a kept version in force on all instances, also an earlier one. */
    public Answer activate(ApiRequest request) {
        request.needsEveryShop();
        MappingActivation wanted = request.body(MappingActivation.class);
        String version = kept(wanted.version().strip()).version();
        MappingActivation.Agreed agreed = wanted.agreed();
        MappingJudge.Agreement agreement = agreed == null
                ? null
                : new MappingJudge.Agreement(
                        Objects.requireNonNullElse(agreed.listings(), 0),
                        Objects.requireNonNullElse(agreed.prices(), 0));
        try {
            trials.admitted(request, wait -> {
                // Kept by a release whose limits were wider, or with cases of its own: it has to pass today's.
                trial.check(versions.files(version).orElseThrow(), wait::gone);
                return gate.activate(version, request.actor(), agreement);
            });
        } catch (MappingHeld held) {
            throw ApiProblem.at(409, "MAPPING_BRAKE", "agreed", held.sentence());
        }
        return Answer.ok(versionList());
    }

    /** What would make a person's correction the rule for every product like it, with its effect; changes nothing. */
    public Answer propose(ApiRequest request) {
        MappingProposalRequest wanted = request.body(MappingProposalRequest.class);
        String field = wanted.field().strip();
        ListingKey key = new ListingKey(request.shop(), wanted.productNo().strip());
        Listing listing = listings.find(key)
                .orElseThrow(
                        () -> ApiProblem.notFound("API_PRODUCT_UNKNOWN", Messages.sentence("API_PRODUCT_UNKNOWN")));
        JsonNode value = wanted.value() == null ? corrected(listing, field) : wanted.value();
        return trials.admitted(request, wait -> proposed(request, listing, field, value, wait));
    }

    private static JsonNode corrected(Listing listing, String field) {
        return listing.edits().stream()
                .filter(each -> each.skuNo().isEmpty() && each.field().equals(field))
                .findFirst()
                .map(Edit::value)
                .orElseThrow(() -> ApiProblem.at(
                        422, "MAPPING_NOTHING_CORRECTED", field, Messages.sentence("MAPPING_NOTHING_CORRECTED")));
    }

    private Answer proposed(
            ApiRequest request, Listing listing, String field, JsonNode value, MappingTrials.Wait wait) {
        ListingKey key = listing.key();
        RuleProposal proposal = RuleProposal.of(
                        mappings.inForce(),
                        ShopMappings.TO_LISTING,
                        Json.parse(listing.snapshot()),
                        shopMappings.context(key.shop()),
                        field,
                        value)
                .orElseThrow(() -> ApiProblem.at(
                        422, "MAPPING_NO_TABLE_DECIDES", field, Messages.sentence("MAPPING_NO_TABLE_DECIDES")));
        ObjectNode effect = effect(key.shop(), proposal.tried(), EXAMPLES, null, wait);
        // It speaks of all shops, and only who may act for all of them can agree.
        if (proposal.tried().usable() && request.operator() && request.isForEveryShop()) {
            brake(proposal.tried().set(), effect);
        }
        return Answer.ok(new MappingProposal(
                summary(proposal),
                proposal.file(),
                proposal.key(),
                proposal.column(),
                proposal.before(),
                proposal.after(),
                proposal.text(),
                effect));
    }

    private static Sentence summary(RuleProposal proposal) {
        return Messages.sentence(
                proposal.before().isEmpty() ? "api.mappings.row-filled" : "api.mappings.row-changed",
                proposal.file(),
                proposal.key(),
                proposal.column(),
                proposal.after(),
                proposal.before());
    }

    private void brake(MappingSet set, ObjectNode effect) {
        gate.foresee(set).ifPresent(verdict -> {
            Sentence excess = verdict.excess();
            effect.putObject("brake")
                    .put("listings", verdict.listings())
                    .put("prices", verdict.prices())
                    .set("excess", excess == null ? null : Json.MAPPER.valueToTree(excess));
        });
    }

    /** The effect, and beside it why the files could not be put in force as they are. */
    private ObjectNode effect(
            String shop, MappingSet.Tried tried, int examples, @Nullable LocalDate on, MappingTrials.Wait wait) {
        ObjectNode effect = PreviewJson.of(upkeep.effect(shop, tried.set(), examples, on, wait::endUnlessWanted));
        effect.put("usable", tried.usable());
        effect.set("findings", Json.MAPPER.valueToTree(findings(tried.findings())));
        return effect;
    }

    private MappingVersionList versionList() {
        MappingGate.Status status = gate.status();
        List<MappingVersionItem> items = versions.all().stream()
                .map(kept -> MappingVersionItem.of(kept, status.ofFiles()))
                .toList();
        return new MappingVersionList(
                status.version(),
                status.ofFiles(),
                gate.complaint().orElse(null),
                findings(status.refused()),
                emptyTables(mappings.inForce().emptyTables()),
                items,
                items.size());
    }

    private static MappingVersionList.@Nullable EmptyTables emptyTables(List<MappingSet.EmptyTable> tables) {
        return tables.isEmpty()
                ? null
                : new MappingVersionList.EmptyTables(
                        Messages.sentence("api.mappings.these-lookup-tables-still-empty"),
                        tables.stream()
                                .map(table -> new MappingVersionList.EmptyTables.Table(table.file(), table.columns()))
                                .toList());
    }

    private static LocalDate day(String written) {
        return MappingContext.day(written)
                .orElseThrow(() -> ApiProblem.at(
                        422, "API_FIELD_INVALID", "on", Messages.sentence("api.no-day", shortened(written))));
    }

    private MappingSet.Tried wanted(MappingPreviewRequest asked, MappingTrials.Wait wait) {
        String version = asked.version();
        boolean folder = Boolean.TRUE.equals(asked.folder());
        Map<String, Object> files = asked.files();
        if (version == null && !folder && files == null && asked.on() != null) {
            return new MappingSet.Tried(mappings.inForce(), mappings.inForce().warnings());
        }
        if ((version != null ? 1 : 0) + (folder ? 1 : 0) + (files != null ? 1 : 0) != 1) {
            throw ApiProblem.at(
                    422,
                    "API_FIELD_MISSING",
                    "version",
                    Messages.sentence("API_FIELD_MISSING.name-exactly-one-version-files"));
        }
        if (version != null) {
            String named = kept(version).version();
            trial.check(versions.files(named).orElseThrow(), wait::gone);
            MappingSet set = gate.kept(named);
            return new MappingSet.Tried(set, set.warnings());
        }
        MappingFiles proposed = files == null ? gate.filesNow() : files(new MappingFilesRequest(files, asked.whole()));
        trial.checkReadable(proposed, wait::gone);
        return Mappings.tried(() -> proposed);
    }

    private MappingVersions.Kept kept(String name) {
        List<MappingVersions.Kept> found = versions.all().stream()
                .filter(kept -> kept.version().equals(name)
                        || (name.length() >= SHORTEST_PREFIX && kept.version().startsWith(name)))
                .toList();
        if (found.size() != 1) {
            throw ApiProblem.notFound(
                    "MAPPING_VERSION_UNKNOWN",
                    Messages.sentence("MAPPING_VERSION_UNKNOWN.no-such-version-mappings-kept"));
        }
        return found.get(0);
    }

    private MappingFiles files(MappingFilesRequest sent) {
        Map<String, Object> sentFiles = sent.files();
        if (sentFiles == null || sentFiles.isEmpty()) {
            throw ApiProblem.at(
                    422,
                    "API_FIELD_MISSING",
                    "files",
                    Messages.sentence("API_FIELD_MISSING.field-files-must-hold-least"));
        }
        ObjectNode files = Json.MAPPER.valueToTree(sentFiles);
        files.properties().forEach(file -> check(file.getKey(), file.getValue()));
        MappingFiles proposed = MappingFiles.of(files);
        boolean whole = Boolean.TRUE.equals(sent.whole());
        return whole ? proposed : mappings.inForce().files().with(proposed);
    }

    private static void check(String path, JsonNode content) {
        if (!PATH.matcher(path).matches()) {
            throw ApiProblem.at(
                    422, "MAPPING_FILE_NAME", "files", Messages.sentence("MAPPING_FILE_NAME", shortened(path)));
        }
        JsonNode base64 = content.path("base64");
        if (!content.isTextual() && !(content.size() == 1 && base64.isTextual() && decodable(base64.textValue()))) {
            throw ApiProblem.at(422, "MAPPING_FILE_CONTENT", path, Messages.sentence("MAPPING_FILE_CONTENT", path));
        }
    }

    private static boolean decodable(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String shortened(String path) {
        return path.length() > 60 ? path.substring(0, 60) + "…" : path;
    }

    private static List<String> differing(MappingFiles some, MappingFiles others) {
        TreeSet<String> paths = new TreeSet<>(some.files().keySet());
        paths.addAll(others.files().keySet());
        return paths.stream()
                .filter(path -> !Arrays.equals(
                        some.files().getOrDefault(path, new byte[0]),
                        others.files().getOrDefault(path, new byte[0])))
                .toList();
    }

    private static List<MappingFinding> findings(List<Finding> found) {
        return found.stream().map(MappingFinding::of).toList();
    }
}
