package jp.shopbridge.publishing.pictures;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.content.Picture;

/**
 * What became of a listing's pictures.
 *
 * @param uploaded what TikTok has, by use and by the address the listing shows it under
 * @param lacks what is wrong with the others, in the listing's order
 * @param without why the listing goes without some images of its description, by their address
 */
public record Pictures(
        Map<Picture.Use, Map<String, UploadedImage>> uploaded, List<Lack> lacks, Map<String, Lack> without) {

    /** No pictures at all: none was looked for. */
    public static final Pictures NONE = new Pictures(Map.of(), List.of(), Map.of());

    /**
     * All of these together.
     *
     * @param earlier what TikTok has under addresses that an earlier content showed
     */
    static Pictures of(List<BroughtPicture> brought, List<BroughtPicture> earlier) {
        Map<Picture.Use, Map<String, UploadedImage>> uploaded = new EnumMap<>(Picture.Use.class);
        List<Lack> lacks = new ArrayList<>();
        Map<String, Lack> without = new LinkedHashMap<>();
        for (BroughtPicture each : earlier) {
            if (each.image() != null) {
                uploaded.computeIfAbsent(each.picture().use(), use -> new LinkedHashMap<>())
                        .put(each.picture().url(), each.image());
            }
        }
        for (BroughtPicture each : brought) {
            UploadedImage image = each.image();
            if (image != null) {
                uploaded.computeIfAbsent(each.picture().use(), use -> new LinkedHashMap<>())
                        .put(each.picture().url(), image);
            }
            if (each.lack() != null) {
                lacks.add(each.lack());
            }
            if (each.note() != null) {
                without.put(each.picture().url(), each.note());
            }
        }
        return new Pictures(
                Collections.unmodifiableMap(uploaded), List.copyOf(lacks), Collections.unmodifiableMap(without));
    }

    /** The same with one more thing that the listing lacks. */
    Pictures with(Lack lack) {
        List<Lack> more = new ArrayList<>(lacks);
        more.add(lack);
        return new Pictures(uploaded, List.copyOf(more), without);
    }

    /** What TikTok has of the picture with this address, uploaded for this use. */
    public Optional<UploadedImage> find(Picture.Use use, String url) {
        return Optional.ofNullable(uploaded.getOrDefault(use, Map.of()).get(url));
    }

    /** What bodies name the uploaded ones by. */
    public List<String> uris() {
        return uploaded.values().stream()
                .flatMap(ofUse -> ofUse.values().stream())
                .map(UploadedImage::uri)
                .toList();
    }

    /** How many there are of each kind; never their addresses. */
    @Override
    public String toString() {
        return "Pictures[uploaded=" + uris().size() + ", lacks=" + lacks.size() + "]";
    }
}
