package jp.shopbridge.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.staging.ListingKey;
import org.jspecify.annotations.Nullable;

/**
 * One request as it came over the wire; every reading method checks what it reads and answers a problem when it does not
 * fit.
 */
public final class ApiRequest {

    private static final String JSON = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final String method;
    private final String path;
    private final Map<String, String> variables;
    private final @Nullable String query;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Asker asker;
    private final BooleanSupplier connectionGone;
    private final RequestBodies bodies;

    /**
     * A request.
     *
     * @param variables the path's own parameters, decoded
     * @param query as it was sent, still encoded
     * @param headers by lower-case name
     * @param connectionGone whether the client has gone away; asked by one thread at a time and only before the answer
     */
    ApiRequest(
            String method,
            String path,
            Map<String, String> variables,
            @Nullable String query,
            Map<String, String> headers,
            byte[] body,
            Asker asker,
            BooleanSupplier connectionGone,
            RequestBodies bodies) {
        this.method = method;
        this.path = path;
        this.variables = Map.copyOf(variables);
        this.query = query;
        this.headers = Map.copyOf(headers);
        this.body = body.clone();
        this.asker = asker;
        this.connectionGone = connectionGone;
        this.bodies = bodies;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** Who asks. */
    public String actor() {
        return asker.name();
    }

    /** Whether who asks may pause, resume and replay. */
    public boolean operator() {
        return asker.operator();
    }

    /** Whether the client has gone away; to be asked by one thread at a time. */
    public BooleanSupplier connectionGone() {
        return connectionGone;
    }

    /** The body, byte for byte. */
    public byte[] bytes() {
        return body.clone();
    }

    @Nullable
    public String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The value of a cookie; null when the browser sent none of that name. */
    @Nullable
    public String cookie(String name) {
        String all = header("Cookie");
        if (all != null) {
            for (String pair : all.split(";", -1)) {
                if (pair.strip().startsWith(name + "=")) {
                    return pair.strip().substring(name.length() + 1);
                }
            }
        }
        return null;
    }

    /** Whether the answer is for a person's eyes: a browser that opens an address, not a program or a page's script. */
    public boolean wantsPage() {
        String accept = header("Accept");
        return accept != null && accept.contains("text/html");
    }

    /** Whether who asks is known by a browser's session rather than by credentials in the request itself. */
    public boolean fromSession() {
        return header("Authorization") == null;
    }

    /** Whether the reader prefers Japanese to English. */
    public boolean prefersJapanese() {
        return ProblemDocuments.prefersJapanese(header("Accept-Language"));
    }

    /** The keys of the shops who asks may see; everything about more than one shop is about these. */
    public List<String> shops() {
        return asker.shops();
    }

    /** Whether who asks may see every shop, also one that is configured tomorrow. */
    public boolean everyShop() {
        return asker.everyShop();
    }

    /** Refuses what concerns all shops to somebody who may act for some of them only. */
    public void needsEveryShop() {
        if (!asker.everyShop()) {
            throw ApiProblem.of(403, "API_EVERY_SHOP_NEEDED", Messages.sentence("API_EVERY_SHOP_NEEDED"));
        }
    }

    /** Whether somebody who may act for all shops asks. */
    public boolean isForEveryShop() {
        return asker.everyShop();
    }

    /** Decides the shop before anything is done, for somebody who may see some shops only. */
    public void needsItsShop() {
        if (!asker.everyShop()) {
            shop();
        }
    }

    /** The shop that is meant: {@code ?shop=}, or the only one that who asks may see. Others do not exist for them. */
    public String shop() {
        String named = query("shop");
        List<String> keys = shops();
        if (named == null) {
            if (keys.size() == 1) {
                return keys.get(0);
            }
            throw ApiProblem.badParameter("shop", Messages.sentence("api.several-shops-configured-name-one"));
        }
        if (!keys.contains(named)) {
            throw ApiProblem.notFound("API_SHOP_UNKNOWN", Messages.sentence("API_SHOP_UNKNOWN"));
        }
        return named;
    }

    /** The listing that the path names; its number may be written with {@link PathEscape}. */
    public ListingKey listing() {
        return new ListingKey(shop(), PathEscape.decoded(variable("productNo")));
    }

    /** A part of the path. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("The route's path has no {" + name + "}.");
        }
        return value;
    }

    /** A part of the path that is a row's number; anything else names nothing there is. */
    public long id() {
        try {
            return Long.parseLong(variable("id"));
        } catch (NumberFormatException e) {
            throw ApiProblem.notFound("API_ID_UNKNOWN", Messages.sentence("API_ID_UNKNOWN"));
        }
    }

    /** The first value of a query parameter, null when it is absent or empty. */
    @Nullable
    public String query(String name) {
        if (query == null) {
            return null;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (decoded(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                return value.isEmpty() ? null : value;
            }
        }
        return null;
    }

    @Nullable
    public String query(String name, int longest) {
        String value = query(name);
        if (value != null && value.length() > longest) {
            throw ApiProblem.badParameter(name, Messages.sentence("api.parameter-must-most-characters", name, longest));
        }
        return value;
    }

    @Nullable
    public Boolean flag(String name) {
        String value = query(name);
        if (value == null) {
            return null;
        }
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        throw ApiProblem.badParameter(name, Messages.sentence("api.parameter-must-true-false", name));
    }

    /** The page that is asked for, from 0. */
    public int page() {
        return number("page", 0, 0, 1_000_000);
    }

    /** How many to a page, 1 to 500, 50 when nothing is said. */
    public int size() {
        return number("size", 50, 1, 500);
    }

    private int number(String name, int otherwise, int least, int most) {
        String value = query(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same refusal as a number out of range.
        }
        throw ApiProblem.badParameter(
                name, Messages.sentence("api.parameter-must-whole-number-from", name, least, most));
    }

    /** One of a few words. */
    @Nullable
    public String oneOf(String name, Set<String> words) {
        String value = query(name);
        if (value != null && !words.contains(value)) {
            String all = String.join(", ", words.stream().sorted().toList());
            throw ApiProblem.badParameter(name, Messages.sentence("api.parameter-must-one", name, all));
        }
        return value;
    }

    /** The body as the record that the operation takes. */
    public <T extends Record> T body(Class<T> type) {
        return bodies.read(JsonBody.read(header("Content-Type"), body, Set.of(JSON)), type);
    }

    /** The same, also when nothing was sent, which counts as an object without fields. */
    public <T extends Record> T bodyIfAny(Class<T> type) {
        return body.length == 0 ? bodies.read(Json.MAPPER.createObjectNode(), type) : body(type);
    }

    /** The body as a JSON Merge Patch, in which a field that is null is another thing than one that was not sent. */
    public ObjectNode mergePatch() {
        return JsonBody.read(header("Content-Type"), body, Set.of(MERGE_PATCH, JSON));
    }

    @Nullable
    public EntityTags ifMatch() {
        return EntityTags.read("If-Match", header("If-Match"));
    }

    @Nullable
    public EntityTags ifNoneMatch() {
        return EntityTags.read("If-None-Match", header("If-None-Match"));
    }

    /** Percent-decoding that refuses what is not UTF-8 instead of guessing. */
    private static String decoded(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        int position = 0;
        while (position < encoded.length()) {
            char each = encoded.charAt(position);
            if (each == '%') {
                if (position + 2 >= encoded.length()) {
                    throw undecodable();
                }
                int high = Character.digit(encoded.charAt(position + 1), 16);
                int low = Character.digit(encoded.charAt(position + 2), 16);
                if (high < 0 || low < 0) {
                    throw undecodable();
                }
                bytes.write(high * 16 + low);
                position += 3;
            } else {
                bytes.writeBytes((each == '+' ? " " : String.valueOf(each)).getBytes(StandardCharsets.UTF_8));
                position++;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw undecodable();
        }
    }

    private static ApiProblem undecodable() {
        return ApiProblem.at(400, "API_QUERY_NOT_UTF8", null, Messages.sentence("API_QUERY_NOT_UTF8"));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
