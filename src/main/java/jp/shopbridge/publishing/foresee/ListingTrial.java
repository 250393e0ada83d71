package jp.shopbridge.publishing.foresee;

import java.util.List;

/** Somebody who knows TikTok's rules by heart and is asked about a body before it is sent; optional. */
public interface ListingTrial {

    /** Begins a series of questions. */
    Sitting open();

    /** A series of questions; closed when nobody asks any more. */
    interface Sitting extends AutoCloseable {

        /** What TikTok would refuse in this Create Product body; empty when it would take it. */
        List<Objection> objections(byte[] body);

        @Override
        void close();
    }

    /**
     * One thing TikTok would refuse.
     *
     * @param code TikTok's
     * @param message TikTok's
     */
    record Objection(int code, String message) {}
}
