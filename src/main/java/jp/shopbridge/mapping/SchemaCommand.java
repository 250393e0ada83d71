package jp.shopbridge.mapping;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code schema}: what an editor has to know of this folder. */
@CommandLine.Command(
        name = "schema",
        description =
                "Writes the editor's schemas of this folder, and the settings of VS Code that name them, into the folder.")
final class SchemaCommand implements Callable<Integer> {

    @CommandLine.Mixin
    private MappingCommand.Common common = new MappingCommand.Common();

    @Override
    public Integer call() throws IOException {
        Path folder = common.folder();
        MappingFiles files = common.source().read();
        write(
                folder.resolve("schema/mapping.schema.json"),
                FolderSchema.ofMappings(files).toPrettyString() + "\n");
        write(folder.resolve("schema/tests.schema.json"), EditorSchema.ofCases().toPrettyString() + "\n");
        Path settings = folder.resolve(".vscode/settings.json");
        if (!Files.exists(settings)) {
            write(settings, EditorSchema.VS_CODE);
        }
        return MappingCommand.FINE;
    }

    private void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        common.out().println("written: " + file);
    }
}
