package jp.shopbridge.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/** Keeps every version of the mappings that ever passed the gate, and which one is in force. */
public interface MappingVersions {

    /**
     * A kept version.
     *
     * @param version SHA-256 of its files
     * @param storedAt when it was proposed
     * @param activatedAt when it was last put in force; null when it never was
     * @param activatedBy who put it in force
     * @param inForce whether it is in force now
     */
    record Kept(
            String version,
            Instant storedAt,
            @Nullable Instant activatedAt,
            @Nullable String activatedBy,
            boolean inForce) {}

    /** Keeps the files of a version; keeping them twice changes nothing. */
    void keep(String version, MappingFiles files);

    /** The files of a kept version. */
    Optional<MappingFiles> files(String version);

    /** The version in force, if one ever was put in force. */
    Optional<String> inForce();

    /** Puts a kept version in force for every instance. */
    void activate(String version, String by);

    /** Notes that a version is not put in force before an operator has agreed to its effect. */
    void hold(String version, MappingJudge.Verdict verdict);

    /** Why a kept version waits for an operator's yes, if it does. */
    Optional<Sentence> held(String version);

    /** Ends the waiting of a version, because its files are gone. */
    void letGo(String version);

    /** Every kept version, the newest first. */
    List<Kept> all();
}
