package jp.shopbridge.api.proposals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.api.ProductChoice;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.publishing.actions.ProposalAcceptances;
import jp.shopbridge.publishing.actions.ProposalRound;
import jp.shopbridge.publishing.actions.ProposalRounds;
import jp.shopbridge.publishing.actions.ProposalStore;
import jp.shopbridge.staging.EditableField;
import jp.shopbridge.staging.ListingQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** カテゴリ・属性・重量をまとめて提案: TikTok is asked about many products, and a person takes or leaves what it proposes. */
@Component
public class ProposalsApi {

    private static final Set<String> STATES = Set.of("open", "none", "accepted", "left");
    private static final Set<String> FIELDS = Set.of("category_id", "attributes", "weight_g", "dimensions_cm");
    private static final int LONGEST_GROUP = 200;

    private final ProposalRounds rounds;
    private final ProposalStore store;
    private final ProposalAcceptances acceptances;
    private final Clock clock;

    ProposalsApi(ProposalRounds rounds, ProposalStore store, ProposalAcceptances acceptances, Clock clock) {
        this.rounds = rounds;
        this.store = store;
        this.acceptances = acceptances;
        this.clock = clock;
    }

    /** A page of proposals, how the round stands, and the rules they come to. */
    public Answer list(ApiRequest request) {
        String state = Objects.requireNonNullElse(request.oneOf("state", STATES), "open");
        return Answer.ok(
                shown(request.shop(), state, request.query("group", LONGEST_GROUP), request.page(), request.size()));
    }

    private ProposalList shown(String shop, String state, @Nullable String groupId, int page, int size) {
        List<ProposalRound.Group> groups = store.groups(shop);
        ProposalRound.Counts counts = store.counts(shop);
        return new ProposalList(
                store.page(shop, state, groupId, page, size).stream()
                        .map(proposal -> ProposalList.Item.of(proposal, groups))
                        .toList(),
                store.total(shop, state, groupId),
                page,
                size,
                ProposalList.Counts.of(counts),
                store.round(shop)
                        .map(round -> ProposalList.Round.of(round, counts.asking(), clock.instant()))
                        .orElse(null),
                groups.stream().map(ProposalList.Group::of).toList());
    }

    /** Has TikTok asked about products; changes none of them. */
    public Answer ask(ApiRequest request) {
        ProposalsRequest wanted = request.body(ProposalsRequest.class);
        ListingQuery query = ProductChoice.of(wanted.productNos(), wanted.filter(), request.shop());
        if (query.productNumbers().isEmpty()) {
            rounds.ask(query, request.actor());
        } else {
            rounds.ask(query.shop(), query.productNumbers(), request.actor());
        }
        return Answer.accepted(shown(request.shop(), "open", null, 0, 50), "/api/proposals?shop=" + request.shop());
    }

    /** Asks TikTok nothing more; what was proposed stays. */
    public Answer stop(ApiRequest request) {
        rounds.stop(request.shop());
        return Answer.empty(204);
    }

    /** Takes proposed values as the person's corrections, or with {@code ?dry-run=true} foretells. */
    public Answer accept(ApiRequest request) {
        boolean dryRun = Boolean.TRUE.equals(request.flag("dry-run"));
        ProposalDecision decision = decision(request);
        Map<String, ObjectNode> changes = Objects.requireNonNullElse(decision.changes(), Map.of());
        changes.forEach((productNo, change) -> check(decision, productNo, change));
        ProposalResult.Tally tally = new ProposalResult.Tally();
        acceptances.accept(
                new ProposalAcceptances.Yes(request.shop(), decision.productNos(), decision.groupId(), changes),
                request.actor(),
                dryRun,
                tally::add);
        return Answer.ok(tally.result(dryRun));
    }

    /** Leaves products as they are. */
    public Answer leave(ApiRequest request) {
        ProposalDecision decision = decision(request);
        if (decision.changes() != null) {
            throw ApiProblem.unknownField("changes", List.of("productNos", "all", "groupId"));
        }
        int left = acceptances.leave(request.shop(), decision.productNos(), decision.groupId());
        return Answer.ok(new ProposalsLeft(left));
    }

    private static ProposalDecision decision(ApiRequest request) {
        ProposalDecision decision = request.body(ProposalDecision.class);
        boolean named = decision.productNos() != null && !decision.productNos().isEmpty();
        if (named == Boolean.TRUE.equals(decision.all()) || (named && decision.groupId() != null)) {
            throw ApiProblem.at(422, "API_SELECTION_UNCLEAR", "productNos", Messages.sentence("PROPOSAL_UNCLEAR"));
        }
        return new ProposalDecision(
                named ? decision.productNos() : null, decision.all(), decision.groupId(), decision.changes());
    }

    private static void check(ProposalDecision decision, String productNo, ObjectNode change) {
        if (decision.productNos() == null || !decision.productNos().contains(productNo)) {
            throw ApiProblem.at(
                    422, "PROPOSAL_CHANGE_FOREIGN", "changes", Messages.sentence("PROPOSAL_CHANGE_FOREIGN", productNo));
        }
        for (Map.Entry<String, JsonNode> field : change.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                throw ApiProblem.at(
                        422,
                        "PROPOSAL_CHANGE_UNKNOWN",
                        "changes",
                        Messages.sentence("PROPOSAL_CHANGE_UNKNOWN", field.getKey()));
            }
            EditableField.named(field.getKey(), false)
                    .filter(editable -> !field.getValue().isNull())
                    .map(editable -> editable.complaint(field.getValue()))
                    .ifPresent(complaint -> {
                        throw ApiProblem.at(422, "EDIT_INVALID", field.getKey(), complaint);
                    });
        }
    }
}
