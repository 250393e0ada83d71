package jp.shopbridge.staging.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;

/** Puts a copy of an H2 database in the place of the one that is there, which is kept beside it. */
@CommandLine.Command(
        name = "restore",
        description = "Puts a copy in the place of the H2 database of a bridge that is stopped; the present one is kept"
                + " beside it.")
public final class RestoreCommand extends EmbeddedCommand {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneId.of("Asia/Tokyo"));
    private static final String ENDING = ".mv.db";

    @CommandLine.Parameters(index = "0", paramLabel = "FILE", description = "The copy, a zip file.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        try (ConfigurableApplicationContext context = open(Nothing.class)) {
            Path database = database(context).file();
            if (!Files.isRegularFile(file)) {
                throw new NotDone("There is no file " + file + ".", "ファイル " + file + " がありません。");
            }
            try (ZipFile zip = new ZipFile(file.toFile())) {
                List<? extends ZipEntry> databases = zip.stream()
                        .filter(entry -> entry.getName().endsWith(ENDING))
                        .toList();
                if (databases.size() != 1) {
                    throw noCopy();
                }
                restore(zip, databases.get(0), database);
            } catch (ZipException broken) {
                throw noCopy();
            }
            return FINE;
        }
    }

    private void restore(ZipFile zip, ZipEntry copy, Path database) throws IOException {
        Path arriving = database.resolveSibling(database.getFileName() + ".arriving");
        EmbeddedFiles.makeClosed(arriving);
        try (InputStream content = zip.getInputStream(copy)) {
            Files.copy(content, arriving, StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.exists(database) && Files.size(database) > 0) {
            free(database);
            String name = database.getFileName().toString();
            Path kept = database.resolveSibling(name.substring(0, name.length() - ENDING.length()) + "-before-restore-"
                    + STAMP.format(Clock.systemUTC().instant()) + ENDING);
            Files.move(database, kept);
            out().println("The database that was there is now " + kept + "; delete it once you are content.");
        }
        Files.move(arriving, database, StandardCopyOption.ATOMIC_MOVE);
        out().println("The database is as it was in " + file + ". The next start goes on from there.");
    }

    /** H2 holds a lock on the file of a database that is open. */
    private static void free(Path database) throws IOException {
        try (FileChannel channel = FileChannel.open(database, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw inUse(database);
            }
        } catch (OverlappingFileLockException here) {
            throw inUse(database);
        }
    }

    private static NotDone inUse(Path database) {
        return new NotDone(
                "A process has " + database + " open; stop the bridge first. Nothing was changed.",
                database + " は使用中です。先にアプリケーションを停止してください。何も変更していません。");
    }

    private NotDone noCopy() {
        return new NotDone(
                file + " is no copy of an H2 database, which holds one file *" + ENDING + ". Nothing was changed.",
                file + " はH2データベースのバックアップではありません（*" + ENDING + " が1つ必要です）。何も変更していません。");
    }

    static class Nothing {}
}
