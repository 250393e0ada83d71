package jp.shopbridge.route;

import java.beans.Introspector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.shopbridge.Lib;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.stereotype.Component;

/** The beans that the application's own classes make, found without starting it: only the classes that may be meant are read. */
final class ScannedBeans implements Beans {

    private static final String OURS = "classpath*:jp/shopbridge/**/*.class";

    private final MetadataReaderFactory reader = new SimpleMetadataReaderFactory(Lib.loader());
    private final Map<String, Resource> byName = new HashMap<>();
    private final List<Resource> unread = new ArrayList<>();
    private final Map<String, Optional<String>> types = new HashMap<>();

    ScannedBeans() {
        try {
            for (Resource resource : new PathMatchingResourcePatternResolver(Lib.loader()).getResources(OURS)) {
                String file = String.valueOf(resource.getFilename());
                String simple = file.substring(0, file.length() - ".class".length());
                if (simple.contains("Configuration") && !simple.contains("$")) {
                    unread.add(0, resource);
                } else {
                    unread.add(resource);
                }
                byName.put(Introspector.decapitalize(simple), resource);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The classes of the application cannot be listed; install the jar again.", e);
        }
    }

    @Override
    public boolean has(String name) {
        return typeName(name).isPresent();
    }

    @Override
    public @Nullable Class<?> type(String name) {
        try {
            String type = typeName(name).orElse("");
            return type.isEmpty() ? null : Class.forName(type, false, Lib.loader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    private Optional<String> typeName(String name) {
        Optional<String> known = types.get(name);
        if (known != null) {
            return known;
        }
        Resource meant = byName.get(name);
        if (meant != null) {
            read(meant);
        }
        while (!types.containsKey(name) && !unread.isEmpty()) {
            read(unread.remove(0));
        }
        return types.computeIfAbsent(name, unknown -> Optional.empty());
    }

    private void read(Resource resource) {
        AnnotationMetadata type;
        try {
            type = reader.getMetadataReader(resource).getAnnotationMetadata();
        } catch (IOException e) {
            throw new UncheckedIOException("A class of the application cannot be read; install the jar again.", e);
        }
        MergedAnnotation<Component> component = type.getAnnotations().get(Component.class);
        if (component.isPresent()) {
            String given = component.getString("value");
            String simple = type.getClassName().substring(type.getClassName().lastIndexOf('.') + 1);
            types.put(given.isEmpty() ? Introspector.decapitalize(simple) : given, Optional.of(type.getClassName()));
        }
        for (MethodMetadata method : type.getAnnotatedMethods(Bean.class.getName())) {
            String[] names = method.getAnnotations().get(Bean.class).getStringArray("name");
            for (String name : names.length == 0 ? new String[] {method.getMethodName()} : names) {
                types.put(name, Optional.of(method.getReturnTypeName()));
            }
        }
    }
}
