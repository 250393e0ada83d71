package jp.shopbridge.staging;

import java.nio.file.Path;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.mapping.MappingGate;
import jp.shopbridge.mapping.MappingSource;
import jp.shopbridge.mapping.MappingVersions;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.mapping.MappingsRefused;
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

    /** Wrong files keep nobody from starting as long as a version that passed is kept; the gate then says why. */
    @Bean
    Mappings mappings(MappingSource source, MappingVersions versions) {
        try {
            return new Mappings(Mappings.load(source));
        } catch (MappingsRefused refused) {
            return new Mappings(versions.inForce()
                    .flatMap(versions::files)
                    .map(files -> Mappings.load(() -> files))
                    .orElseThrow(() -> refused));
        }
    }

    @Bean
    MappingGate mappingGate(Mappings mappings, MappingVersions versions, MappingSource source) {
        return new MappingGate(mappings, versions, source);
    }
}
