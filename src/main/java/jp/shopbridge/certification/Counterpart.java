package jp.shopbridge.certification;

import java.net.URI;

/** A pretend TikTok Shop to which the same is said; found by {@link java.util.ServiceLoader}, so that nobody needs one. */
public interface Counterpart {

    /** Opens it, empty and authorized. */
    End open();

    /** An end that is spoken to like the shop's; closed when nothing more is said. */
    interface End extends AutoCloseable {

        /** Where it is. */
        URI base();

        /** The key of its app. */
        String appKey();

        /** The secret of its app. */
        String appSecret();

        /** A token that it takes. */
        String accessToken();

        /** The cipher of its shop. */
        String shopCipher();

        @Override
        void close();
    }
}
