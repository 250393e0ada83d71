package jp.shopbridge.publishing.pictures;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.knowledge.ShopFacts;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.content.Picture;
import jp.shopbridge.tiktok.TiktokAnswer;
import jp.shopbridge.tiktok.TiktokCall;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A listing's images: which are needed, which TikTok has already (known by the hash of their bytes and their use), and what
 * is wrong with the others. The only writer of {@code image_source} and {@code image_upload}.
 */
@Component
public class Images {

    private static final String UNREAD = "unread-";

    private final JdbcClient jdbc;
    private final ImageFetch fetch;
    private final FetchOutcomes outcomes;
    private final ImageForm form;
    private final PictureMemory memory;
    private final FetchSettings settings;
    private final Clock clock;

    Images(
            JdbcClient jdbc,
            ImageFetch fetch,
            FetchOutcomes outcomes,
            ImageForm form,
            PictureMemory memory,
            FetchSettings settings,
            Clock clock) {
        this.outcomes = outcomes;
        this.jdbc = jdbc;
        this.fetch = fetch;
        this.form = form;
        this.memory = memory;
        this.settings = settings;
        this.clock = clock;
    }

    private record Source(
            @Nullable String contentHash,
            int width,
            int height,
            @Nullable String problemCode,
            @Nullable Sentence problem,
            OffsetDateTime fetchedAt) {}

    /** Every picture the listing needs at TikTok, each address once per use, in the listing's order. */
    public List<Picture> needed(Listing listing, ShopFacts facts) {
        Map<String, Picture> needed = new LinkedHashMap<>();
        facts.takenOf(listing.effective())
                .pictures()
                .forEach(picture -> needed.putIfAbsent(picture.use() + " " + picture.url(), picture));
        return List.copyOf(needed.values());
    }

    /**
     * Makes one picture ready: found uploaded already, or fetched and to be uploaded, or told to be unfit.
     *
     * @param exchange what brings this one picture; its bytes count as taken until it is done
     */
    public BroughtPicture prepare(String shop, Picture picture, Exchange exchange) {
        Source source = source(shop, picture.url()).orElse(null);
        if (source != null && isFresh(source)) {
            Optional<UploadedImage> known = find(shop, source.contentHash(), picture.use());
            if (known.isPresent()) {
                return BroughtPicture.uploaded(picture, known.get());
            }
        }
        PictureMemory.Share share = memory.share();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                share.close();
            }
        });
        ImageFetch.Fetched fetched = outcomes.of(() -> fetch.fetch(picture.url(), share));
        if (fetched instanceof ImageFetch.Fetched.Problem problem) {
            save(shop, picture.url(), null, 0, 0, 0, problem.code(), problem.sentence());
            return unfit(picture, problem.code(), problem.sentence());
        }
        byte[] bytes = ((ImageFetch.Fetched.Bytes) fetched).bytes();
        String hash = Json.sha256(bytes);
        ImageForm.Formed formed = form.of(bytes, picture.use());
        if (formed instanceof ImageForm.Formed.Unfit unfit) {
            save(
                    shop,
                    picture.url(),
                    hash,
                    unfit.width(),
                    unfit.height(),
                    bytes.length,
                    unfit.code(),
                    unfit.sentence());
            return unfit(picture, unfit.code(), unfit.sentence());
        }
        ImageForm.Formed.Fit fit = (ImageForm.Formed.Fit) formed;
        save(shop, picture.url(), hash, fit.width(), fit.height(), bytes.length, null, null);
        return find(shop, hash, picture.use())
                .map(known -> BroughtPicture.uploaded(picture, known))
                .orElseGet(() -> new BroughtPicture(picture, null, null, new BroughtPicture.Upload(hash, fit.bytes())));
    }

    /**
     * What stands for a picture without fetching or writing anything: TikTok's own name when it is uploaded already, else a
     * placeholder made of its bytes' hash, or of its address while nobody has read it.
     */
    public BroughtPicture standIn(String shop, Picture picture) {
        Source source = source(shop, picture.url()).orElse(null);
        String hash = source == null ? null : source.contentHash();
        Optional<UploadedImage> known = find(shop, hash, picture.use());
        if (known.isPresent()) {
            return BroughtPicture.uploaded(picture, known.get());
        }
        UploadedImage placeholder = UploadedImage.placeholder(
                hash == null ? UNREAD + urlHash(picture.url()) : hash,
                source == null ? 0 : source.width(),
                source == null ? 0 : source.height());
        Lack lack = source == null || source.problem() == null
                ? null
                : lack(picture, Objects.requireNonNullElse(source.problemCode(), "IMAGE_UNFIT"), source.problem());
        return new BroughtPicture(picture, placeholder, lack, null);
    }

    /** Whether the shop's server has never been asked for what this stands for. */
    public static boolean isUnread(BroughtPicture standIn) {
        String placeholder = standIn.placeholder();
        return placeholder != null && placeholder.contains(UNREAD);
    }

    /** The call that uploads it. */
    public TiktokCall call(String shop, BroughtPicture picture) {
        return TiktokCall.image(
                shop,
                Objects.requireNonNull(picture.upload()).bytes(),
                ImageLimits.of(picture.picture().use()).remoteName());
    }

    /** Keeps what TikTok calls it. */
    public BroughtPicture uploaded(String shop, BroughtPicture picture, TiktokAnswer answer) {
        JsonNode data = answer.data();
        // One published sample ends the address with a line break.
        UploadedImage image = new UploadedImage(
                data.path("uri").asText("").strip(),
                data.path("url").asText("").strip(),
                data.path("width").asInt(),
                data.path("height").asInt());
        Sql.merging(() -> jdbc.sql(Sql.named("image-upload-save"))
                .param("shop", shop)
                .param("contentHash", Objects.requireNonNull(picture.upload()).contentHash())
                .param("useCase", picture.picture().use().name())
                .param("uri", image.uri())
                .param("url", image.url())
                .param("width", image.width())
                .param("height", image.height())
                .param("uploadedAt", clock.instant().atOffset(ZoneOffset.UTC))
                .update());
        return BroughtPicture.uploaded(picture.picture(), image);
    }

    /** TikTok no longer knows these uploads: the next try uploads them again. */
    public void forget(String shop, Pictures pictures) {
        for (String uri : pictures.uris()) {
            jdbc.sql(Sql.named("image-upload-forget"))
                    .param("shop", shop)
                    .param("uri", uri)
                    .update();
        }
    }

    private static BroughtPicture unfit(Picture picture, String code, Sentence sentence) {
        return BroughtPicture.unfit(picture, lack(picture, code, sentence));
    }

    private static Lack lack(Picture picture, String code, Sentence sentence) {
        return new Lack(code, picture.field(), null, sentence);
    }

    private boolean isFresh(Source source) {
        return source.fetchedAt().toInstant().isAfter(clock.instant().minus(settings.imageAge()));
    }

    private Optional<UploadedImage> find(String shop, @Nullable String contentHash, Picture.Use use) {
        if (contentHash == null) {
            return Optional.empty();
        }
        return jdbc.sql(Sql.named("image-upload-find"))
                .param("shop", shop)
                .param("contentHash", contentHash)
                .param("useCase", use.name())
                .query((row, number) -> new UploadedImage(
                        row.getString("uri"), row.getString("url"), row.getInt("width"), row.getInt("height")))
                .optional();
    }

    private Optional<Source> source(String shop, String url) {
        return jdbc.sql(Sql.named("image-source-find"))
                .param("shop", shop)
                .param("urlHash", urlHash(url))
                .query((row, number) -> {
                    String code = row.getString("problem_code");
                    return new Source(
                            row.getString("content_hash"),
                            row.getInt("width"),
                            row.getInt("height"),
                            code,
                            code == null ? null : Sentence.of(row.getString("problem_ja"), row.getString("problem_en")),
                            row.getObject("fetched_at", OffsetDateTime.class));
                })
                .optional();
    }

    private void save(
            String shop,
            String url,
            @Nullable String contentHash,
            int width,
            int height,
            int size,
            @Nullable String problemCode,
            @Nullable Sentence problem) {
        Sql.merging(() -> jdbc.sql(Sql.named("image-source-save"))
                .param("shop", shop)
                .param("urlHash", urlHash(url))
                .param("url", url.length() <= 2000 ? url : url.substring(0, 2000))
                .param("contentHash", contentHash, Types.VARCHAR)
                .param("width", width)
                .param("height", height)
                .param("sizeBytes", size)
                .param("problemCode", problemCode, Types.VARCHAR)
                .param("problemJa", problem == null ? null : problem.ja(), Types.VARCHAR)
                .param("problemEn", problem == null ? null : problem.en(), Types.VARCHAR)
                .param("fetchedAt", clock.instant().atOffset(ZoneOffset.UTC))
                .update());
    }

    private static String urlHash(String url) {
        return Json.sha256(url.getBytes(StandardCharsets.UTF_8));
    }
}
