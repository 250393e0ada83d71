package jp.shopbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class MappingGateTest {

    private static final Sentence MUCH = Sentence.of("多すぎる", "too much");

    private final Kept versions = new Kept();
    private Optional<MappingJudge.Verdict> verdict = Optional.of(MappingJudge.Verdict.HARMLESS);
    private final List<Sentence> stopped = new ArrayList<>();
    private final MappingJudge judge = new MappingJudge() {
        @Override
        public Optional<Verdict> judge(MappingSet next) {
            return verdict;
        }

        @Override
        public void stop(Sentence excess) {
            stopped.add(excess);
        }
    };
    private MappingFiles files = LinterTest.sound("lookups/kinds.csv", "kind,shown\nmug,cup\nplate,dish\n");
    private final Mappings mappings = new Mappings(Mappings.load(() -> files));
    private final MappingGate gate = new MappingGate(
            mappings, versions, () -> files, (all, gone) -> new MappingTrial.Verdict(List.of(), 0), judge);

    @Test
    void theFirstFilesAreKeptAndPutInForce() {
        assertThat(gate.refresh()).isTrue();
        assertThat(versions.inForce()).contains(files.version());
        assertThat(gate.refresh()).isFalse();
    }

    @Test
    void aChangedFileComesInForceWithoutRestart() {
        gate.refresh();
        files = LinterTest.sound("lookups/kinds.csv", "kind,shown\nmug,cup\nplate,dish\njug,jug\n");

        assertThat(gate.refresh()).isTrue();
        assertThat(mappings.inForce().version()).isEqualTo(files.version());
        assertThat(gate.status().degraded()).isFalse();
    }

    @Test
    void aBrokenFileLeavesTheOldOneInForceAndSaysWhy() {
        gate.refresh();
        String before = mappings.inForce().version();
        files = LinterTest.sound("lookups/kinds.csv", "kind,shown\nmug,beaker\n");

        assertThat(gate.refresh()).isFalse();
        assertThat(mappings.inForce().version()).isEqualTo(before);
        assertThat(gate.status().degraded()).isTrue();
        assertThat(gate.complaint()).hasValueSatisfying(sentence -> {
            assertThat(sentence.en())
                    .contains("product-to-card.tests.yaml:3:5", "kind: expected \"cup\", but was \"beaker\"");
            assertThat(sentence.ja()).contains("使われていません", "product-to-card.tests.yaml:3:5");
        });
    }

    @Test
    void aMendedFileEndsTheComplaint() {
        gate.refresh();
        MappingFiles good = files;
        files = LinterTest.sound("lookups/kinds.csv", "");
        gate.refresh();
        files = good;

        gate.refresh();

        assertThat(gate.complaint()).isEmpty();
        assertThat(mappings.inForce().version()).isEqualTo(good.version());
    }

    @Test
    void anEarlierVersionCanBePutBackAndItsOldFilesDoNotReturnByThemselves() {
        gate.refresh();
        String first = files.version();
        files = LinterTest.sound("lookups/kinds.csv", "kind,shown\nmug,cup\nplate,dish\njug,jug\n");
        gate.refresh();

        gate.activate(first, "operator", null);

        assertThat(mappings.inForce().version()).isEqualTo(first);
        assertThat(gate.refresh()).isFalse();
        assertThat(mappings.inForce().version()).isEqualTo(first);
        assertThat(versions.all()).hasSize(2);
    }

    @Test
    void filesTurnedBackWhileRunningComeInForceAgain() {
        gate.refresh();
        MappingFiles first = files;
        files = LinterTest.sound("lookups/kinds.csv", "kind,shown\nmug,cup\nplate,dish\njug,jug\n");
        gate.refresh();
        files = first;

        assertThat(gate.refresh()).isTrue();
        assertThat(mappings.inForce().version()).isEqualTo(first.version());
    }

    @Test
    void tellsThatTheFilesAreAnotherVersionThanTheOneInForce() {
        gate.refresh();
        String first = files.version();
        files = LinterTest.sound("lookups/kinds.csv", "kind,shown\nmug,cup\nplate,dish\njug,jug\n");
        gate.refresh();
        gate.activate(first, "operator", null);

        assertThat(gate.status().version()).isEqualTo(first);
        assertThat(gate.status().ofFiles()).isEqualTo(files.version());
        assertThat(gate.status().degraded()).isFalse();
    }

    @Test
    void instancesWithDifferentFilesFollowTheStoreInsteadOfTakingTurns() {
        gate.refresh();
        MappingFiles others = LinterTest.sound("lookups/kinds.csv", "kind,shown\nmug,cup\nplate,dish\njug,jug\n");
        Mappings otherMappings = new Mappings(Mappings.load(() -> others));
        MappingGate other = new MappingGate(
                otherMappings, versions, () -> others, (all, gone) -> new MappingTrial.Verdict(List.of(), 0), judge);

        other.refresh();
        gate.refresh();
        other.refresh();
        gate.refresh();

        assertThat(mappings.inForce().version()).isEqualTo(others.version());
        assertThat(otherMappings.inForce().version()).isEqualTo(others.version());
        assertThat(versions.activations).hasSize(2);
    }

    @Test
    void anUnknownVersionIsRefusedWithASentence() {
        assertThatThrownBy(() -> gate.activate("abc", "operator", null))
                .isInstanceOf(MisconfiguredFailure.class)
                .hasMessageContaining("abc is not kept");
    }

    @Test
    void filesThatWouldDoMuchWaitForAYesToExactlyThat() {
        gate.refresh();
        String before = mappings.inForce().version();
        verdict = Optional.of(new MappingJudge.Verdict(201, 180, MUCH));
        files = LinterTest.sound("lookups/kinds.csv", "kind,shown\nmug,cup\nplate,dish\njug,jug\n");
        String much = files.version();

        assertThat(gate.refresh()).isFalse();

        assertThat(mappings.inForce().version()).isEqualTo(before);
        assertThat(gate.complaint()).contains(MUCH);
        for (MappingJudge.@Nullable Agreement wrong :
                new MappingJudge.@Nullable Agreement[] {null, new MappingJudge.Agreement(201, 179)}) {
            assertThatThrownBy(() -> gate.activate(much, "operator", wrong)).isInstanceOf(MappingHeld.class);
            assertThat(versions.inForce()).contains(before);
        }
        gate.activate(much, "operator", new MappingJudge.Agreement(201, 180));
        assertThat(mappings.inForce().version()).isEqualTo(much);
        assertThat(gate.complaint()).isEmpty();
    }

    @Test
    void filesThatAnotherInstanceIsJudgingAreLookedAtAgain() {
        gate.refresh();
        verdict = Optional.empty();
        files = LinterTest.sound("lookups/kinds.csv", "kind,shown\nmug,cup\nplate,dish\njug,jug\n");
        assertThat(gate.refresh()).isFalse();
        verdict = Optional.of(MappingJudge.Verdict.HARMLESS);

        assertThat(gate.refresh()).isTrue();

        assertThat(mappings.inForce().version()).isEqualTo(files.version());
    }

    @Test
    void whateverIsThrownTheOldVersionStaysAndTheComplaintSaysSo() {
        gate.refresh();
        String before = mappings.inForce().version();
        MappingSource[] from = {() -> files};
        Error[] inTrial = {new StackOverflowError()};
        MappingGate other = new MappingGate(
                mappings,
                versions,
                () -> from[0].read(),
                (all, gone) -> {
                    throw inTrial[0];
                },
                judge);
        other.refresh();
        List<Throwable> thrown = List.of(
                new OutOfMemoryError("Java heap space"),
                new StackOverflowError(),
                new IllegalStateException("unforeseen"),
                new NoClassDefFoundError("x"));

        for (Throwable each : thrown) {
            from[0] = () -> {
                throw sneaky(each);
            };
            assertThat(other.refresh()).isFalse();
            assertThat(mappings.inForce().version()).isEqualTo(before);
            assertThat(other.complaint()).hasValueSatisfying(sentence -> assertThat(sentence.en())
                    .contains(each.getClass().getSimpleName()));
        }

        from[0] = () -> files;
        other.refresh();
        assertThat(other.complaint()).isEmpty();

        files = LinterTest.sound("lookups/kinds.csv", "kind,shown\nmug,cup\nplate,dish\njug,jug\n");
        for (Error each : List.of(new OutOfMemoryError("Java heap space"), new StackOverflowError())) {
            inTrial[0] = each;
            files = LinterTest.sound("lookups/kinds.csv", "kind,shown\nmug,cup\n" + each.getClass() + ",x\n");
            assertThat(other.refresh()).isFalse();
            assertThat(other.status().degraded()).isTrue();
        }
    }

    @Test
    void tenMegabytesInOneLineAreRefusedWithoutAProcess() {
        String line = "mapping: product-to-card # " + "x".repeat(10_000_000);
        MappingFiles huge = LinterTest.sound("product-to-card.mapping.yaml", line);
        TrialProcess trial = new TrialProcess(
                new MappingTrialSettings(DataSize.ofMegabytes(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 1));

        assertThat(trial.of(huge, () -> false).findings())
                .extracting(finding -> finding.kind() + " " + finding.at())
                .containsExactly("TOO_LARGE product-to-card.mapping.yaml:1:1");
    }

    @Test
    void theComplaintEndsWhenTheFilesInForceCanBeReadAgain() {
        MappingSource[] from = {() -> files};
        MappingGate other = new MappingGate(
                mappings, versions, () -> from[0].read(), (all, gone) -> new MappingTrial.Verdict(List.of(), 0), judge);
        other.refresh();
        from[0] = () -> {
            throw new MisconfiguredFailure("MAPPING_FOLDER_UNREADABLE", Sentence.of("読めません。", "unreadable"));
        };
        other.refresh();
        assertThat(other.status().degraded()).isTrue();

        from[0] = () -> files;
        other.refresh();

        assertThat(other.complaint()).isEmpty();
        assertThat(other.status().ofFiles()).isEqualTo(files.version());
    }

    private static RuntimeException sneaky(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }

    private static final class Kept implements MappingVersions {
        private final Map<String, MappingFiles> kept = new LinkedHashMap<>();
        private final Map<String, Sentence> held = new LinkedHashMap<>();
        private final List<String> activations = new ArrayList<>();
        private @Nullable String current;

        @Override
        public void keep(String version, MappingFiles files) {
            kept.putIfAbsent(version, files);
        }

        @Override
        public Optional<MappingFiles> files(String version) {
            return Optional.ofNullable(kept.get(version));
        }

        @Override
        public Optional<String> inForce() {
            return Optional.ofNullable(current);
        }

        @Override
        public void activate(String version, String by) {
            current = version;
            held.remove(version);
            activations.add(version);
        }

        @Override
        public void hold(String version, MappingJudge.Verdict verdict) {
            held.put(version, Objects.requireNonNull(verdict.excess()));
        }

        @Override
        public Optional<Sentence> held(String version) {
            return Optional.ofNullable(held.get(version));
        }

        @Override
        public void letGo(String version) {
            held.remove(version);
        }

        @Override
        public List<MappingVersions.Kept> all() {
            return kept.keySet().stream()
                    .map(version ->
                            new MappingVersions.Kept(version, Instant.EPOCH, null, null, version.equals(current)))
                    .toList();
        }
    }
}
