package jp.shopbridge.staging;

import java.nio.file.Path;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.mapping.MappingFiles;
import jp.shopbridge.mapping.MappingGate;
import jp.shopbridge.mapping.MappingSource;
import jp.shopbridge.mapping.MappingTrial;
import jp.shopbridge.mapping.MappingTrialSettings;
import jp.shopbridge.mapping.MappingVersions;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.mapping.MappingsRefused;
import jp.shopbridge.mapping.TrialProcess;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The mappings the application starts with: the packed ones, or a folder that replaces them as a whole. */
@Configuration(proxyBeanMethods = false)
class MappingsConfiguration {

    @Bean
    MappingSource mappingSource(BridgeSettings settings) {
        String directory = settings.mappingsDir();
        return directory == null || directory.isBlank()
                ? MappingSource.packed()
                : MappingSource.directory(Path.of(directory.startsWith("file:") ? directory.substring(5) : directory));
    }

    @Bean
    MappingTrial mappingTrial(MappingTrialSettings settings) {
        return new TrialProcess(settings);
    }

    /** Wrong files keep nobody from starting as long as a version that passed is kept; the gate then says why. */
    @Bean
    Mappings mappings(MappingSource source, MappingVersions versions, MappingTrial trial) {
        try {
            MappingFiles files = source.read();
            if (!source.vouchedFor(files, versions)) {
                trial.check(files, () -> false);
            }
            return new Mappings(Mappings.load(() -> files));
        } catch (MappingsRefused refused) {
            return new Mappings(versions.inForce()
                    .flatMap(versions::files)
                    .map(files -> Mappings.load(() -> files))
                    .orElseThrow(() -> refused));
        }
    }

    @Bean
    MappingGate mappingGate(Mappings mappings, MappingVersions versions, MappingSource source, MappingTrial trial) {
        return new MappingGate(mappings, versions, source, trial);
    }
}
