package jp.shopbridge.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packed jar as an operator has it: copied into a folder of its own, started as a process, its output kept. */
public final class InstalledJar implements AutoCloseable {

    private final Path folder;
    private final Path jar;
    private final Path log;
    private final List<Process> started = new ArrayList<>();

    private InstalledJar(Path folder) throws IOException {
        this.folder = folder;
        this.jar = folder.resolve("bridge.jar");
        this.log = folder.resolve("bridge.log");
        Files.copy(Path.of(System.getProperty("bridge.jar")), jar);
    }

    /** Installs the jar in this empty folder. */
    public static InstalledJar in(Path folder) {
        try {
            return new InstalledJar(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a folder of the project, such as {@code routes}, beside the jar; answers the copy. */
    public Path beside(String projectFolder) {
        Path copy = folder.resolve(projectFolder);
        try (Stream<Path> files = Files.walk(Path.of(projectFolder))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target =
                        copy.resolve(Path.of(projectFolder).relativize(file).toString());
                Files.createDirectories(target.toAbsolutePath().getParent());
                Files.copy(file, target);
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes a copied file; the text to be replaced has to be there. */
    public static void edit(Path file, String text, String by) {
        try {
            String content = Files.readString(file);
            if (!content.contains(text)) {
                throw new AssertionError(file + " does not hold: " + text);
            }
            Files.writeString(file, content.replace(text, by));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it in its folder. */
    public Process start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            started.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits until it has ended by itself; answers its exit status. */
    public int run(String... arguments) {
        Process process = start(arguments);
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                throw new AssertionError("It did not end: " + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it has printed so far. */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        started.forEach(process -> process.destroyForcibly().onExit().join());
    }
}
