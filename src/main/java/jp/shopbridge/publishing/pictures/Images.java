package jp.shopbridge.publishing.pictures;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.failure.TransientFailure;
import jp.shopbridge.publishing.knowledge.ShopFacts;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.content.ListingContent;
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
 * is wrong with the others. The only writer of {@code image_upload}.
 */
@Component
public class Images {

    private static final String UNREAD = "unread-";
    private static final Duration FIRST_LOOK = Duration.ofSeconds(30);
    private static final int SHOWN = 200;

    private final JdbcClient jdbc;
    private final ImageSources sources;
    private final ImageFetch fetch;
    private final FetchOutcomes outcomes;
    private final ImageForm form;
    private final PictureMemory memory;
    private final FetchSettings settings;
    private final Clock clock;

    Images(
            JdbcClient jdbc,
            ImageSources sources,
            ImageFetch fetch,
            FetchOutcomes outcomes,
            ImageForm form,
            PictureMemory memory,
            FetchSettings settings,
            Clock clock) {
        this.outcomes = outcomes;
        this.jdbc = jdbc;
        this.sources = sources;
        this.fetch = fetch;
        this.form = form;
        this.memory = memory;
        this.settings = settings;
        this.clock = clock;
    }

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
        ImageSources.Source source = sources.find(shop, picture.url()).orElse(null);
        Optional<UploadedImage> held =
                source == null ? Optional.empty() : find(shop, source.contentHash(), picture.use());
        if (held.isPresent() && source != null && source.trouble() == null && isFresh(source)) {
            return BroughtPicture.uploaded(picture, held.get());
        }
        PictureMemory.Share share = memory.share();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                share.close();
            }
        });
        ImageFetch.Fetched fetched;
        try {
            fetched = outcomes.of(() -> fetch.fetch(picture.url(), share));
        } catch (TransientFailure later) {
            if (picture.isDecoration() && held.isPresent()) {
                return BroughtPicture.uploaded(picture, held.get());
            }
            throw later;
        }
        if (fetched instanceof ImageFetch.Fetched.Problem problem) {
            ImageSources.Trouble trouble = sources.trouble(source, problem.code(), problem.sentence());
            sources.missed(shop, picture.url(), source, trouble);
            return judged(picture, trouble, held);
        }
        byte[] bytes = ((ImageFetch.Fetched.Bytes) fetched).bytes();
        String hash = Json.sha256(bytes);
        ImageForm.Formed formed = form.of(bytes, picture.use());
        if (formed instanceof ImageForm.Formed.Unfit unfit) {
            ImageSources.Trouble trouble = sources.trouble(source, unfit.code(), unfit.sentence());
            if (PictureFault.of(unfit.code()) == PictureFault.DAMAGED) {
                sources.missed(shop, picture.url(), source, trouble);
            } else {
                sources.found(shop, picture.url(), hash, unfit.width(), unfit.height(), bytes.length, trouble);
            }
            return judged(picture, trouble, held);
        }
        ImageForm.Formed.Fit fit = (ImageForm.Formed.Fit) formed;
        sources.found(shop, picture.url(), hash, fit.width(), fit.height(), bytes.length, null);
        return find(shop, hash, picture.use())
                .map(known -> BroughtPicture.uploaded(picture, known))
                .orElseGet(() ->
                        new BroughtPicture(picture, null, null, null, new BroughtPicture.Upload(hash, fit.bytes())));
    }

    /**
     * What becomes of a picture with which something is wrong. One that only adorns the description is left out, or stays
     * as TikTok has it; what may be a fault of the moment counts once it has lasted.
     *
     * @throws ThrottledFailure when it is to be looked at again
     * @throws TransientFailure when its server has to hand it out first
     */
    private BroughtPicture judged(Picture picture, ImageSources.Trouble trouble, Optional<UploadedImage> held) {
        PictureFault fault = PictureFault.of(trouble.code());
        if (picture.isDecoration() && held.isPresent() && fault != PictureFault.LASTING) {
            return BroughtPicture.uploaded(picture, held.get());
        }
        if (picture.isDecoration() && fault == PictureFault.WITHHELD) {
            throw new TransientFailure(trouble.code(), again(picture, trouble));
        }
        boolean waits = fault == PictureFault.DAMAGED || (picture.isDecoration() && fault == PictureFault.GONE);
        if (waits && !hasLasted(trouble)) {
            throw new ThrottledFailure(trouble.code(), again(picture, trouble), nextLook(trouble));
        }
        return picture.isDecoration()
                ? BroughtPicture.leftOut(picture, lack(picture, trouble))
                : unfit(picture, trouble);
    }

    private boolean hasLasted(ImageSources.Trouble trouble) {
        return trouble.age(clock).compareTo(settings.imageFaultLasts()) >= 0;
    }

    /** Often at first, then less, and for the last time when the fault has lasted long enough to count. */
    private Duration nextLook(ImageSources.Trouble trouble) {
        Duration age = trouble.age(clock);
        Duration left = settings.imageFaultLasts().minus(age);
        Duration wanted = age.compareTo(FIRST_LOOK) > 0 ? age : FIRST_LOOK;
        return wanted.compareTo(left) < 0 ? wanted : left;
    }

    private static Sentence again(Picture picture, ImageSources.Trouble trouble) {
        String url = shown(picture);
        return Messages.sentence("publishing.pictures.image-cannot-used-now-tried", url, trouble.sentence());
    }

    private static Sentence leftOut(Picture picture, Sentence because) {
        return Messages.sentence("publishing.pictures.description-image-left-out", shown(picture), because);
    }

    private static String shown(Picture picture) {
        return picture.url().length() <= SHOWN ? picture.url() : picture.url().substring(0, SHOWN) + "…";
    }

    /**
     * All pictures of a listing together. A description of which nothing would be left is something the listing lacks.
     */
    public Pictures together(Listing listing, List<BroughtPicture> brought) {
        Pictures pictures = Pictures.of(brought, known(listing.key().shop(), listing.published()));
        Set<String> gone = pictures.without().keySet();
        if (gone.isEmpty() || listing.effective().isDescribedWithout(gone)) {
            return pictures;
        }
        return pictures.with(new Lack(
                "PUBLISHING_DESCRIPTION_LOST", "description", null, Messages.sentence("PUBLISHING_DESCRIPTION_LOST")));
    }

    /** What TikTok has of the pictures of an earlier content, so that another address of the same bytes is no change. */
    private List<BroughtPicture> known(String shop, @Nullable ListingContent earlier) {
        List<BroughtPicture> known = new ArrayList<>();
        if (earlier != null) {
            for (Picture picture : earlier.pictures()) {
                sources.find(shop, picture.url())
                        .flatMap(source -> find(shop, source.contentHash(), picture.use()))
                        .ifPresent(image -> known.add(BroughtPicture.uploaded(picture, image)));
            }
        }
        return known;
    }

    /** Of a listing's description, the images that are left out because of what was last found behind their address. */
    public List<Lack> notes(Listing listing) {
        List<Lack> notes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Picture picture : listing.effective().pictures()) {
            if (picture.isDecoration() && seen.add(picture.url())) {
                Lack note = standIn(listing.key().shop(), picture).note();
                if (note != null) {
                    notes.add(new Lack(note.code(), note.field(), null, leftOut(picture, note.sentence())));
                }
            }
        }
        return notes;
    }

    /**
     * What stands for a picture without fetching or writing anything: TikTok's own name when it is uploaded already, else a
     * placeholder made of its bytes' hash, or of its address while nobody has read it.
     */
    public BroughtPicture standIn(String shop, Picture picture) {
        ImageSources.Source source = sources.find(shop, picture.url()).orElse(null);
        String hash = source == null ? null : source.contentHash();
        ImageSources.Trouble trouble = source == null ? null : source.trouble();
        PictureFault fault = trouble == null ? null : PictureFault.of(trouble.code());
        Optional<UploadedImage> known = find(shop, hash, picture.use());
        if (known.isPresent() && (fault == null || (picture.isDecoration() && fault != PictureFault.LASTING))) {
            return BroughtPicture.uploaded(picture, known.get());
        }
        if (trouble != null && source != null && picture.isDecoration() && isLeftOut(source, trouble)) {
            return BroughtPicture.leftOut(picture, lack(picture, trouble));
        }
        UploadedImage placeholder = UploadedImage.placeholder(
                hash == null ? UNREAD + ImageSources.urlHash(picture.url()) : hash,
                source == null ? 0 : source.width(),
                source == null ? 0 : source.height());
        boolean waits = fault == PictureFault.DAMAGED && trouble != null && !hasLasted(trouble);
        Lack lack = trouble == null || waits || picture.isDecoration() ? null : lack(picture, trouble);
        return new BroughtPicture(picture, placeholder, lack, null, null);
    }

    private boolean isLeftOut(ImageSources.Source source, ImageSources.Trouble trouble) {
        if (trouble.code().equals(PictureFault.TOO_SMALL)) {
            // It may have been looked at for another use, which wants more.
            return Math.min(source.width(), source.height())
                    < ImageLimits.of(Picture.Use.DESCRIPTION).smallestSide();
        }
        return switch (PictureFault.of(trouble.code())) {
            case LASTING -> true;
            case DAMAGED, GONE -> hasLasted(trouble);
            case WITHHELD -> false;
        };
    }

    /** Whether the shop's server has never been asked for what this stands for. */
    public static boolean isUnread(BroughtPicture standIn) {
        String placeholder = standIn.placeholder();
        return placeholder != null && placeholder.contains(UNREAD);
    }

    /** Whether somebody waits because of one picture, which the history then says. */
    public static boolean isAboutOne(Failure failure) {
        return PictureFault.of(failure.code()) != PictureFault.LASTING;
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

    private static BroughtPicture unfit(Picture picture, ImageSources.Trouble trouble) {
        return BroughtPicture.unfit(picture, lack(picture, trouble));
    }

    private static Lack lack(Picture picture, ImageSources.Trouble trouble) {
        return new Lack(trouble.code(), picture.field(), null, trouble.sentence());
    }

    private boolean isFresh(ImageSources.Source source) {
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
}
