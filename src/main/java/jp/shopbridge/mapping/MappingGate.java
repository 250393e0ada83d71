package jp.shopbridge.mapping;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.TransientFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way another version comes in force: files are read, linted and tried, kept, and only then activated. Files
 * are proposals; which version is in force is what {@link MappingVersions} says, so that instances with different files
 * do not take turns.
 */
public final class MappingGate {

    private static final Logger LOG = LoggerFactory.getLogger(MappingGate.class);
    private static final String FILES = "files";
    private static final Sentence BUSY = Messages.sentence("mapping.effect-version-being-worked-out");

    private final Mappings mappings;
    private final MappingVersions versions;
    private final MappingSource source;
    private final MappingTrial trial;
    private final MappingJudge judge;
    private @Nullable Seen seen;
    private volatile @Nullable String ofFiles;
    private volatile List<Finding> refused = List.of();
    private volatile List<Finding> notFollowed = List.of();

    /**
     * A gate before the given mappings.
     *
     * @param trial what changed files go through before this process reads them
     * @param judge what says what they would do before they are put in force
     */
    public MappingGate(
            Mappings mappings, MappingVersions versions, MappingSource source, MappingTrial trial, MappingJudge judge) {
        this.mappings = mappings;
        this.versions = versions;
        this.source = source;
        this.trial = trial;
        this.judge = judge;
    }

    /**
     * Files that were looked at to the end.
     *
     * @param print their fingerprint
     * @param ofFiles their version, null when they were refused
     * @param refused what keeps them from being used
     */
    private record Seen(String print, @Nullable String ofFiles, List<Finding> refused) {}

    /**
     * How the mappings stand.
     *
     * @param version the version in force here
     * @param ofFiles the version of this instance's files; null as long as they are refused or were not looked at
     * @param refused what keeps the files from being used; empty when they are fine
     */
    public record Status(String version, @Nullable String ofFiles, List<Finding> refused) {

        /** Whether the newest files are not the ones that decide. */
        public boolean degraded() {
            return !refused.isEmpty();
        }
    }

    /** How the mappings stand on this instance. */
    public Status status() {
        return new Status(
                mappings.inForce().version(),
                ofFiles,
                Stream.concat(notFollowed.stream(), refused.stream()).toList());
    }

    /**
     * Looks whether the files have changed or another instance has activated a version, and follows. Never throws
     * because of a wrong file: the version in force stays and {@link #status} says why.
     *
     * @return whether another version came in force on this instance
     */
    public synchronized boolean refresh() {
        boolean followed = follow();
        MappingFiles files;
        String print;
        try {
            files = source.read();
            print = files.fingerprint();
        } catch (MisconfiguredFailure e) {
            refuse(
                    List.of(new Finding(
                            FindingKind.UNREADABLE_FILE,
                            new Position(".", 1, 1),
                            e.sentence(),
                            Messages.sentence("mapping.check-folder"))),
                    e);
            return followed;
        } catch (RuntimeException | Error e) {
            refuse(List.of(unforeseen(e)), e);
            return followed;
        }
        if (seen != null && print.equals(seen.print())) {
            // They may have been out of reach for a while.
            ofFiles = seen.ofFiles();
            refused = seen.refused();
            return followed;
        }
        try {
            return taken(files, print) || followed;
        } catch (Error e) {
            // Whatever files do to us, what is in force goes on; their next change is a new attempt.
            refused(print, List.of(unforeseen(e)), e);
            return followed;
        }
    }

    /** Whether files that were not seen before come in force. */
    private boolean taken(MappingFiles files, String print) {
        boolean firstLook = seen == null;
        MappingSet set;
        try {
            if (!source.vouchedFor(files, versions)) {
                trial.check(files, () -> Thread.currentThread().isInterrupted());
            }
            set = MappingSet.of(files);
        } catch (MappingsRefused e) {
            refused(print, e.findings(), e);
            return false;
        } catch (TransientFailure e) {
            // The next look tries again.
            refuse(List.of(unforeseen(e)), e);
            return false;
        } catch (RuntimeException e) {
            refused(print, List.of(unforeseen(e)), e);
            return false;
        }
        refused = List.of();
        String before = ofFiles;
        if (before != null && !before.equals(set.version())) {
            versions.letGo(before);
        }
        ofFiles = set.version();
        Seen fine = new Seen(print, set.version(), List.of());
        boolean known = versions.files(set.version()).isPresent();
        // Files found at a start may be older than what somebody put in force since; files changed under our eyes,
        // even back to an earlier text, are somebody's wish.
        boolean wished = !firstLook && !set.version().equals(mappings.inForce().version());
        if ((known && !wished && versions.inForce().isPresent())
                || versions.held(set.version()).isPresent()) {
            seen = fine;
            return false;
        }
        MappingJudge.Verdict verdict = judge.judge(set).orElse(null);
        if (verdict == null) {
            // Another instance is judging, perhaps these files: they are looked at again in a moment.
            return false;
        }
        versions.keep(set.version(), files);
        seen = fine;
        Sentence excess = verdict.excess();
        if (excess != null && set.version().equals(mappings.inForce().version())) {
            // What was in force cannot be read any more, so there is nothing to go on with meanwhile.
            judge.stop(excess);
        } else if (excess != null) {
            versions.hold(set.version(), verdict);
            LOG.error("The changed mapping files are not used. {}", excess.en());
            return false;
        }
        put(set, FILES);
        return true;
    }

    private void refused(String print, List<Finding> findings, Throwable why) {
        seen = new Seen(print, null, findings);
        refuse(findings, why);
    }

    private void refuse(List<Finding> findings, Throwable why) {
        refused = findings;
        ofFiles = null;
        LOG.error(
                "The changed mapping files are not used; version {} stays in force. {}",
                mappings.inForce().shortVersion(),
                why.getMessage(),
                why instanceof MappingsRefused || why instanceof MisconfiguredFailure ? null : why);
    }

    private static Finding unforeseen(Throwable e) {
        return new Finding(
                FindingKind.UNREADABLE_FILE,
                new Position(".", 1, 1),
                Messages.sentence(
                        "mapping.trying-files-ended-unforeseen-error",
                        e.getClass().getSimpleName()),
                Messages.sentence("mapping.undo-last-change-send-logs"));
    }

    /** Puts what the store says is in force in force here. */
    private boolean follow() {
        Optional<String> wanted = versions.inForce();
        if (wanted.isEmpty() || wanted.get().equals(mappings.inForce().version())) {
            notFollowed = List.of();
            return false;
        }
        MappingSet set;
        try {
            set = kept(wanted.get());
        } catch (MappingsRefused e) {
            notFollowed = e.findings();
            LOG.error("Version {}, activated elsewhere, cannot be used here. {}", wanted.get(), e.getMessage());
            return false;
        } catch (Error e) {
            notFollowed = List.of(unforeseen(e));
            LOG.error("Version {}, activated elsewhere, cannot be used here.", wanted.get(), e);
            return false;
        }
        if (!set.version().equals(wanted.get())) {
            // Kept by another release, whose functions may have answered differently: the same files, another version.
            MappingJudge.Verdict verdict = judge.judge(set).orElse(null);
            if (verdict == null) {
                return false;
            }
            if (verdict.excess() != null) {
                judge.stop(verdict.excess());
            }
            versions.keep(set.version(), set.files());
            versions.activate(set.version(), "release");
        }
        notFollowed = List.of();
        mappings.replace(set);
        LOG.info("Mapping version {} is in force, as activated elsewhere.", set.shortVersion());
        return true;
    }

    /** This instance's files as they are now, whether they are used or not. */
    public MappingFiles filesNow() {
        return source.read();
    }

    /**
     * Reads, lints and tries files and keeps them, without using them.
     *
     * @throws MappingsRefused when they may not be used
     */
    public MappingSet propose(MappingFiles files) {
        MappingSet set = MappingSet.of(files);
        versions.keep(set.version(), files);
        return set;
    }

    /** Tells what a version would do; puts nothing in force. */
    public Optional<MappingJudge.Verdict> foresee(MappingSet set) {
        return judge.judge(set);
    }

    /**
     * Puts a kept version in force on all instances, also an earlier one.
     *
     * @param agreed what the operator agrees to; needed only when the version would do much
     * @throws MappingsRefused when it no longer passes
     * @throws MisconfiguredFailure when no such version is kept
     * @throws MappingHeld when it would do much and nobody agreed to exactly that
     */
    public synchronized MappingSet activate(String version, String by, MappingJudge.@Nullable Agreement agreed) {
        MappingSet set = kept(version);
        if (!set.version().equals(mappings.inForce().version())) {
            MappingJudge.Verdict verdict = judge.judge(set).orElseThrow(() -> new MappingHeld(BUSY));
            if (!verdict.passes(agreed)) {
                throw new MappingHeld(Objects.requireNonNull(verdict.excess()));
            }
        }
        versions.keep(set.version(), set.files());
        put(set, by);
        return set;
    }

    /**
     * A kept version, compiled.
     *
     * @throws MisconfiguredFailure when no such version is kept
     */
    public MappingSet kept(String version) {
        if (version.equals(mappings.inForce().version())) {
            return mappings.inForce();
        }
        MappingFiles files = versions.files(version)
                .orElseThrow(() -> new MisconfiguredFailure(
                        "MAPPING_VERSION_UNKNOWN", Messages.sentence("MAPPING_VERSION_UNKNOWN", version)));
        return MappingSet.of(files);
    }

    private void put(MappingSet set, String by) {
        versions.activate(set.version(), by);
        mappings.replace(set);
        LOG.info("Mapping version {} is in force, activated by {}.", set.shortVersion(), by);
    }

    /** The refusals in one sentence for health and the page. */
    public Optional<Sentence> complaint() {
        List<Finding> errors = status().refused().stream()
                .filter(finding -> finding.level() == Finding.Level.ERROR)
                .toList();
        if (errors.isEmpty()) {
            String files = ofFiles;
            return files == null || files.equals(mappings.inForce().version())
                    ? Optional.empty()
                    : versions.held(files);
        }
        String version = mappings.inForce().shortVersion();
        return Optional.of(Messages.sentence(
                "mapping.changed-mapping-files-not-used",
                version,
                errors.stream()
                        .limit(3)
                        .map(finding -> finding.at() + "：" + finding.sentence().ja() + "。"
                                + finding.remedy().ja())
                        .collect(Collectors.joining("。")),
                errors.stream().limit(3).map(Finding::line).collect(Collectors.joining(" "))));
    }
}
