package jp.shopbridge.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.content.Picture;
import jp.shopbridge.tiktok.TiktokAnswer;
import jp.shopbridge.tiktok.TiktokAnswers;
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

    private final JdbcClient jdbc;
    private final ImageFetch fetch;
    private final FetchOutcomes outcomes;
    private final ImageForm form;
    private final PictureMemory memory;
    private final PublishingSettings settings;
    private final Clock clock;

    Images(
            JdbcClient jdbc,
            ImageFetch fetch,
            FetchOutcomes outcomes,
            ImageForm form,
            PictureMemory memory,
            PublishingSettings settings,
            Clock clock) {
        this.outcomes = outcomes;
        this.jdbc = jdbc;
        this.fetch = fetch;
        this.form = form;
        this.memory = memory;
        this.settings = settings;
        this.clock = clock;
    }

    /** An image whose bytes have to go to TikTok. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
    public record Upload(ImageWish wish, String contentHash, byte[] bytes) {

        @Override
        public String toString() {
            return "Upload[" + wish + "]";
        }
    }

    private record Source(
            @Nullable String contentHash,
            int width,
            int height,
            @Nullable String problemCode,
            @Nullable Sentence problem,
            OffsetDateTime fetchedAt) {}

    /** Every image the listing needs, each address once per use, in the listing's order. */
    public List<ImageWish> wishes(Publication publication) {
        Map<String, ImageWish> wishes = new LinkedHashMap<>();
        for (Picture picture :
                Bodies.sendable(publication, publication.effective()).pictures()) {
            ImageWish wish = new ImageWish(publication, picture.url(), picture.use(), picture.field());
            wishes.putIfAbsent(wish.toString(), wish);
        }
        return List.copyOf(wishes.values());
    }

    /**
     * Makes one image ready: found uploaded already, or fetched and to be uploaded, or noted as a lack of the listing.
     *
     * @param exchange what brings this one image; its bytes count as taken until it is done
     * @return what has to be uploaded, or null when nothing has
     */
    public @Nullable Upload prepare(ImageWish wish, Exchange exchange) {
        String shop = wish.publication().shop();
        Source source = source(shop, wish.url()).orElse(null);
        String knownHash = source == null ? null : source.contentHash();
        if (source != null && knownHash != null && isFresh(source) && use(wish, knownHash)) {
            return null;
        }
        PictureMemory.Share share = memory.share();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                share.close();
            }
        });
        ImageFetch.Fetched fetched = outcomes.of(() -> fetch.fetch(wish.url(), share));
        if (fetched instanceof ImageFetch.Fetched.Problem problem) {
            save(shop, wish.url(), null, 0, 0, 0, problem.code(), problem.sentence());
            lack(wish, problem.code(), problem.sentence());
            return null;
        }
        byte[] bytes = ((ImageFetch.Fetched.Bytes) fetched).bytes();
        String hash = Json.sha256(bytes);
        ImageForm.Formed formed = form.of(bytes, wish.use());
        if (formed instanceof ImageForm.Formed.Unfit unfit) {
            save(shop, wish.url(), hash, unfit.width(), unfit.height(), bytes.length, unfit.code(), unfit.sentence());
            lack(wish, unfit.code(), unfit.sentence());
            return null;
        }
        ImageForm.Formed.Fit fit = (ImageForm.Formed.Fit) formed;
        save(shop, wish.url(), hash, fit.width(), fit.height(), bytes.length, null, null);
        return use(wish, hash) ? null : new Upload(wish, hash, fit.bytes());
    }

    /**
     * Puts into a publication what stands for an image without fetching or writing anything: TikTok's own name when it is
     * uploaded already, else a placeholder made of its bytes' hash, or of its address while nobody has read it.
     *
     * @return the placeholder; null when the image is uploaded
     */
    @Nullable
    String standIn(ImageWish wish) {
        Source source = source(wish.publication().shop(), wish.url()).orElse(null);
        String hash = source == null ? null : source.contentHash();
        if (hash != null && use(wish, hash)) {
            return null;
        }
        if (source != null && source.problem() != null) {
            lack(wish, Objects.requireNonNullElse(source.problemCode(), "IMAGE_UNFIT"), source.problem());
        }
        String placeholder = hash == null ? "sha256:unread-" + urlHash(wish.url()) : "sha256:" + hash;
        wish.publication()
                .uploaded(
                        wish.use(),
                        wish.url(),
                        new UploadedImage(
                                placeholder,
                                placeholder,
                                source == null ? 0 : source.width(),
                                source == null ? 0 : source.height()));
        return placeholder;
    }

    /** The call that uploads it. */
    public TiktokCall call(Upload upload) {
        return TiktokCall.image(
                upload.wish().publication().shop(),
                upload.bytes(),
                remoteName(upload.wish().use()));
    }

    private static String remoteName(Picture.Use use) {
        return switch (use) {
            case MAIN -> "MAIN_IMAGE";
            case OPTION -> "ATTRIBUTE_IMAGE";
            case DESCRIPTION -> "DESCRIPTION_IMAGE";
            case SIZE_CHART -> "SIZE_CHART_IMAGE";
            case CERTIFICATE -> "CERTIFICATION_IMAGE";
        };
    }

    /** Keeps what TikTok calls it. */
    public void uploaded(Upload upload, TiktokAnswer answer) {
        JsonNode data = answer.data();
        // One published sample ends the address with a line break.
        UploadedImage image = new UploadedImage(
                data.path("uri").asText("").strip(),
                data.path("url").asText("").strip(),
                data.path("width").asInt(),
                data.path("height").asInt());
        Sql.merging(() -> jdbc.sql(Sql.named("image-upload-save"))
                .param("shop", upload.wish().publication().shop())
                .param("contentHash", upload.contentHash())
                .param("useCase", upload.wish().use().name())
                .param("uri", image.uri())
                .param("url", image.url())
                .param("width", image.width())
                .param("height", image.height())
                .param("uploadedAt", clock.instant().atOffset(ZoneOffset.UTC))
                .update());
        upload.wish().publication().uploaded(upload.wish().use(), upload.wish().url(), image);
    }

    /** TikTok refused one image: that is a lack of this listing's field, not a failure of the whole. */
    void refused(Upload upload, RefusedFailure failure) {
        lack(upload.wish(), failure.code(), failure.sentence());
    }

    /** TikTok no longer knows this listing's uploads: the next try uploads them again. */
    void forget(Publication publication) {
        List<String> uris = new ArrayList<>();
        publication.images.values().forEach(ofUse -> ofUse.values().forEach(image -> uris.add(image.uri())));
        for (String uri : uris) {
            jdbc.sql(Sql.named("image-upload-forget"))
                    .param("shop", publication.shop())
                    .param("uri", uri)
                    .update();
        }
    }

    /** What is wrong with the image behind this address as last fetched, if anything. */
    public Optional<Sentence> problem(String shop, String url) {
        return source(shop, url).map(Source::problem);
    }

    static boolean isImageRefusal(RefusedFailure failure) {
        return !failure.code().equals(TiktokAnswers.NO_WAREHOUSE)
                && failure.field() != null
                && failure.field().startsWith("images");
    }

    private static void lack(ImageWish wish, String code, Sentence sentence) {
        wish.publication().lacks.add(new Lack(code, wish.field(), null, sentence));
    }

    private boolean isFresh(Source source) {
        return source.fetchedAt().toInstant().isAfter(clock.instant().minus(settings.imageAge()));
    }

    private boolean use(ImageWish wish, String contentHash) {
        Optional<UploadedImage> known = jdbc.sql(Sql.named("image-upload-find"))
                .param("shop", wish.publication().shop())
                .param("contentHash", contentHash)
                .param("useCase", wish.use().name())
                .query((row, number) -> new UploadedImage(
                        row.getString("uri"), row.getString("url"), row.getInt("width"), row.getInt("height")))
                .optional();
        known.ifPresent(image -> wish.publication().uploaded(wish.use(), wish.url(), image));
        return known.isPresent();
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
