package jp.shopbridge.api.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.Json;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.deadletter.DeadLetter;
import jp.shopbridge.deadletter.DeadLetterGroup;
import jp.shopbridge.deadletter.DeadLetterPage;
import jp.shopbridge.deadletter.DeadLetterQuery;
import jp.shopbridge.deadletter.DeadLetterStatus;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.deadletter.Discarding;
import jp.shopbridge.deadletter.Forecasts;
import jp.shopbridge.deadletter.Outlook;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.foresee.Preview;
import jp.shopbridge.publishing.foresee.Previews;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.staging.ListingKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 取り込み・送信エラー: understand, foresee, replay, discard. */
@Component
public class DeadLettersApi {

    private static final Set<String> STAGES = Set.of("intake", "publishing", "review");
    private static final Set<String> STATUSES = Set.of("open", "parked", "replaying", "resolved", "discarded", "all");
    private static final int MOST_EXAMINED = 2000;
    private static final int PAGE = 200;
    private static final int MOST_ATTEMPTS = 50;

    private final DeadLetters letters;
    private final Forecasts forecasts;
    private final Previews previews;
    private final Attempts attempts;

    DeadLettersApi(DeadLetters letters, Forecasts forecasts, Previews previews, Attempts attempts) {
        this.letters = letters;
        this.forecasts = forecasts;
        this.previews = previews;
        this.attempts = attempts;
    }

    /** The letters that match, a page of them. */
    public Answer list(ApiRequest request) {
        DeadLetterQuery query = query(request, request.page(), request.size());
        DeadLetterPage page = letters.search(query);
        return Answer.ok(new DeadLetterList(
                page.items().stream().map(DeadLetterItem::of).toList(), page.total(), query.page(), query.size()));
    }

    /** The letters that match, by cause. */
    public Answer groups(ApiRequest request) {
        List<DeadLetterGroup> groups = letters.groups(query(request, 0, 1));
        return Answer.ok(new DeadLetterGroupList(
                groups.stream()
                        .map(group -> new DeadLetterGroupList.Group(
                                group.stage(),
                                group.code(),
                                group.kind(),
                                group.field(),
                                group.count(),
                                group.example(),
                                group.firstAt(),
                                group.lastAt()))
                        .toList(),
                groups.stream().mapToLong(DeadLetterGroup::count).sum()));
    }

    /** One letter with its snapshot and its outlook. */
    public Answer show(ApiRequest request) {
        DeadLetter letter = letters.find(request.shop(), request.id()).orElseThrow(DeadLettersApi::unknown);
        Object snapshot =
                letters.snapshot(letter.id()).map(DeadLettersApi::readable).orElse(null);
        return Answer.ok(new DeadLetterDetail(DeadLetterItem.of(letter), snapshot, line(letter), attempts(letter)));
    }

    /** What a replay of the chosen letters would come to. */
    public Answer forecast(ApiRequest request) {
        DeadLetterQuery chosen = chosen(request).in(DeadLetterStatus.PARKED);
        List<DeadLetterForecast.Line> lines = new ArrayList<>();
        long total = 0;
        for (int page = 0; lines.size() < MOST_EXAMINED; page++) {
            DeadLetterPage found = letters.search(chosen.page(page, PAGE));
            total = found.total();
            found.items().forEach(letter -> lines.add(line(letter)));
            if (found.items().size() < PAGE) {
                break;
            }
        }
        int passing =
                (int) lines.stream().filter(DeadLetterForecast.Line::passes).count();
        return Answer.ok(
                new DeadLetterForecast(total, lines.size(), passing, lines.size() - passing, reasons(lines), lines));
    }

    /** Replays the chosen letters; the ordinary routes say how it goes. */
    public Answer replay(ApiRequest request) {
        return new Answer(202, new DeadLetterReplay(letters.replay(chosen(request))), Map.of());
    }

    /** Closes a letter that needs no repair. */
    public Answer discard(ApiRequest request) {
        String reason = request.body(DiscardRequest.class).reason().strip();
        Discarding outcome = letters.discard(request.shop(), request.id(), request.actor(), reason);
        if (outcome instanceof Discarding.Discarded discarded) {
            return Answer.ok(DeadLetterItem.of(discarded.letter()));
        } else if (outcome instanceof Discarding.NotParked busy) {
            throw ApiProblem.of(
                    409,
                    "API_STATE_CONFLICT",
                    Messages.sentence(
                            "API_STATE_CONFLICT.dead-letter-so-cannot-discarded",
                            busy.letter().status().id()));
        }
        throw unknown();
    }

    private DeadLetterForecast.Line line(DeadLetter letter) {
        Outlook outlook = forecasts.of(letter);
        if (outlook.passes() && letter.stage().equals("publishing")) {
            Optional<Preview> preview = previews.of(new ListingKey(letter.shop(), letter.productNo()));
            if (preview.isPresent() && preview.get().outcome() == Preview.Outcome.REFUSED) {
                return refused(letter, preview.get());
            }
        }
        return new DeadLetterForecast.Line(
                letter.id(), letter.productNo(), outlook.passes(), outlook.code(), outlook.sentence());
    }

    private static DeadLetterForecast.Line refused(DeadLetter letter, Preview preview) {
        Sentence obstacle = preview.obstacle();
        return obstacle != null || preview.lacks().isEmpty()
                ? new DeadLetterForecast.Line(
                        letter.id(), letter.productNo(), false, "DEADLETTER_WOULD_NOT_BE_SENT", obstacle)
                : new DeadLetterForecast.Line(
                        letter.id(),
                        letter.productNo(),
                        false,
                        preview.lacks().get(0).code(),
                        preview.lacks().get(0).sentence());
    }

    private List<DeadLetterDetail.Attempted> attempts(DeadLetter letter) {
        return letter.stage().equals("intake")
                ? List.of()
                : attempts.of(new ListingKey(letter.shop(), letter.productNo()), MOST_ATTEMPTS).stream()
                        .map(attempt -> new DeadLetterDetail.Attempted(
                                attempt.operation(),
                                attempt.outcome()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'),
                                attempt.remoteCode(),
                                attempt.requestId(),
                                attempt.startedAt(),
                                attempt.finishedAt()))
                        .toList();
    }

    private static List<DeadLetterForecast.Reason> reasons(List<DeadLetterForecast.Line> lines) {
        Map<String, DeadLetterForecast.Reason> byCode = new LinkedHashMap<>();
        for (DeadLetterForecast.Line line : lines) {
            String code = line.code();
            Sentence message = line.message();
            if (code != null && message != null) {
                byCode.merge(
                        code,
                        new DeadLetterForecast.Reason(code, message, 1),
                        (known, one) -> new DeadLetterForecast.Reason(code, known.message(), known.count() + 1));
            }
        }
        return byCode.values().stream()
                .sorted(Comparator.comparingInt(DeadLetterForecast.Reason::count)
                        .reversed())
                .toList();
    }

    static DeadLetterQuery query(ApiRequest request, int page, int size) {
        return new DeadLetterQuery(
                request.shop(),
                statuses(request.oneOf("status", STATUSES)),
                request.oneOf("stage", STAGES),
                request.query("code", 64),
                request.query("productNo", 64),
                List.of(),
                page,
                size);
    }

    private static Set<DeadLetterStatus> statuses(@Nullable String id) {
        if (id == null || id.equals("open")) {
            return DeadLetterQuery.OPEN;
        }
        return DeadLetterStatus.ofId(id).map(Set::of).orElse(Set.of());
    }

    private static DeadLetterQuery chosen(ApiRequest request) {
        DeadLetterChoice choice = request.body(DeadLetterChoice.class);
        List<Long> ids = Objects.requireNonNullElse(choice.ids(), List.of());
        DeadLetterChoice.Filter filter = choice.filter();
        if (ids.isEmpty() == (filter == null)) {
            throw ApiProblem.at(
                    422,
                    "API_SELECTION_UNCLEAR",
                    "ids",
                    Messages.sentence("API_SELECTION_UNCLEAR.name-dead-letters-either-ids"));
        }
        if (filter == null) {
            return DeadLetterQuery.ofIds(request.shop(), ids);
        }
        return new DeadLetterQuery(
                request.shop(), Set.of(), filter.stage(), filter.code(), filter.productNo(), List.of(), 0, PAGE);
    }

    /** A snapshot may be what futureshop sent instead of JSON; then it is shown as the text it is. */
    private static Object readable(String snapshot) {
        try {
            return Json.MAPPER.readTree(snapshot);
        } catch (JsonProcessingException e) {
            return snapshot;
        }
    }

    private static ApiProblem unknown() {
        return ApiProblem.notFound("API_DEAD_LETTER_UNKNOWN", Messages.sentence("API_DEAD_LETTER_UNKNOWN"));
    }
}
