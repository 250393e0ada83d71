package jp.shopbridge.startup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Lets a secret stand in a file: what {@code NAME_FILE} in the environment names is read, and counts as if {@code NAME} were
 * set in the environment. Runs before configuration files are read, so that they may refer to it.
 */
public final class SecretFiles implements EnvironmentPostProcessor, Ordered {

    /** The property source that carries complaints to the check of the settings. */
    static final String COMPLAINTS = "secretFileComplaints";

    private static final String ENDING = "_FILE";
    // Others, such as SPRING_PID_FILE, are settings of their own that name a file.
    private static final Pattern OURS = Pattern.compile(
            "(BRIDGE|SECURITY|NOTICE|SPRING_DATASOURCE|SPRING_MAIL|SPRING_SECURITY|SERVER_SSL)_.+_FILE");
    private static final int LARGEST = 64 * 1024;

    /** Made by Spring Boot by its class name. */
    public SecretFiles() {}

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER - 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        settle(environment);
    }

    static void settle(ConfigurableEnvironment environment) {
        PropertySource<?> source =
                environment.getPropertySources().get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        if (source == null || !(source.getSource() instanceof Map<?, ?> variables)) {
            return;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        variables.forEach((name, value) -> all.put(String.valueOf(name), value));
        List<Complaint> complaints = new ArrayList<>();
        boolean read = false;
        for (Map.Entry<String, Object> variable : new TreeMap<>(all).entrySet()) {
            String named = variable.getKey();
            if (!OURS.matcher(named).matches()) {
                continue;
            }
            read = true;
            String name = named.substring(0, named.length() - ENDING.length());
            String value = all.containsKey(name)
                    ? complain(complaints, named, name + " is set as well. Set only one of the two.")
                    : secret(named, String.valueOf(variable.getValue()), complaints);
            if (value != null) {
                all.put(name, value);
            }
        }
        if (read) {
            // In the same place as the environment's other variables: a list is taken whole from one place.
            environment
                    .getPropertySources()
                    .replace(source.getName(), new SystemEnvironmentPropertySource(source.getName(), all));
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(COMPLAINTS, Map.of(COMPLAINTS, List.copyOf(complaints))));
        }
    }

    private static @Nullable String secret(String named, String file, List<Complaint> complaints) {
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path)) {
                return complain(complaints, named, "there is no file " + file + ".");
            }
            if (Files.size(path) > LARGEST) {
                return complain(complaints, named, "the file " + file + " is larger than 64 KB, which no secret is.");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
            String secret = text.endsWith("\r\n")
                    ? text.substring(0, text.length() - 2)
                    : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            if (secret.isBlank()) {
                return complain(complaints, named, "the file " + file + " is empty.");
            }
            if (secret.chars().anyMatch(c -> c < ' ')) {
                return complain(
                        complaints,
                        named,
                        "the file " + file + " holds more than one line or a control character. Write the secret alone,"
                                + " on one line.");
            }
            return secret;
        } catch (CharacterCodingException e) {
            return complain(complaints, named, "the file " + file + " is not UTF-8 text.");
        } catch (IOException | InvalidPathException | SecurityException e) {
            return complain(
                    complaints,
                    named,
                    "the file " + file + " cannot be read (" + e.getClass().getSimpleName()
                            + "). Let the user that runs the bridge read it.");
        }
    }

    private static @Nullable String complain(List<Complaint> complaints, String named, String text) {
        complaints.add(new Complaint(named, text));
        return null;
    }

    /** What was wrong with files that the environment names. */
    static List<Complaint> complaints(ConfigurableEnvironment environment) {
        PropertySource<?> source = environment.getPropertySources().get(COMPLAINTS);
        Object found = source == null ? null : source.getProperty(COMPLAINTS);
        return found instanceof List<?> list
                ? list.stream().map(Complaint.class::cast).toList()
                : List.of();
    }
}
