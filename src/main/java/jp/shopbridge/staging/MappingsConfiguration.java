package jp.shopbridge.staging;

import java.nio.file.Path;
import java.util.Optional;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.mapping.MappingFiles;
import jp.shopbridge.mapping.MappingGate;
import jp.shopbridge.mapping.MappingJudge;
import jp.shopbridge.mapping.MappingSet;
import jp.shopbridge.mapping.MappingSource;
import jp.shopbridge.mapping.MappingTrial;
import jp.shopbridge.mapping.MappingTrialSettings;
import jp.shopbridge.mapping.MappingVersions;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.mapping.MappingsRefused;
import jp.shopbridge.mapping.TrialProcess;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The mappings the application starts with: the packed ones, or a folder that replaces them as a whole. */
@Configuration(proxyBeanMethods = false)
class MappingsConfiguration {

    @Bean
    MappingSource mappingSource(BridgeSettings settings, @Value("${bridge.sample-rows}") boolean sampleRows) {
        String directory = settings.mappingsDir();
        MappingSource source = directory == null || directory.isBlank()
                ? MappingSource.packed()
                : MappingSource.directory(Path.of(directory.startsWith("file:") ? directory.substring(5) : directory));
        return sampleRows ? source : source.withoutSamples();
    }

    @Bean
    MappingTrial mappingTrial(MappingTrialSettings settings) {
        return new TrialProcess(settings);
    }

    /**
     * What was in force before the start goes on deciding until the gate has judged the files; wrong files keep nobody from
     * starting as long as there is such a version.
     */
    @Bean
    Mappings mappings(MappingSource source, MappingVersions versions, MappingTrial trial) {
        return versions.inForce()
                .flatMap(versions::files)
                .flatMap(MappingsConfiguration::readable)
                .map(Mappings::new)
                .orElseGet(() -> ofFiles(source, versions, trial));
    }

    private static Optional<MappingSet> readable(MappingFiles kept) {
        try {
            return Optional.of(Mappings.load(() -> kept));
        } catch (MappingsRefused | StackOverflowError | OutOfMemoryError ofAnotherRelease) {
            return Optional.empty();
        }
    }

    private static Mappings ofFiles(MappingSource source, MappingVersions versions, MappingTrial trial) {
        MappingFiles files = source.read();
        if (!source.vouchedFor(files, versions)) {
            trial.check(files, () -> false);
        }
        return new Mappings(Mappings.load(() -> files));
    }

    @Bean
    MappingGate mappingGate(
            Mappings mappings, MappingVersions versions, MappingSource source, MappingTrial trial, MappingJudge judge) {
        return new MappingGate(mappings, versions, source, trial, judge);
    }
}
