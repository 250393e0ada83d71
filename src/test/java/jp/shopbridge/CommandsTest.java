package jp.shopbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * What an operator calls instead of starting the bridge. The commands that take settings run in a process of their own, because
 * they silence the log.
 */
class CommandsTest {

    private static final String PASSWORD = "four words side by side";

    @TempDir
    Path folder = Path.of("");

    @Test
    void helpNamesEveryCommandWithWhatItDoesAndWhatItsStatusMeans() {
        Run help = overview("--help");

        assertThat(help.status()).isZero();
        for (String command : List.of(
                "backup",
                "certify",
                "check-config",
                "completion",
                "explain",
                "keys",
                "lint",
                "migrate",
                "preview",
                "rehearse",
                "restore",
                "sandbox",
                "shops",
                "test",
                "users",
                "version")) {
            assertThat(help.said()).containsPattern("(?m)^  " + command + " +[A-Z]");
        }
        assertThat(help.said()).contains("Exit status:", "--routes").doesNotContain("try-mappings");
        assertThat(overview("help", "backup").said())
                .contains("backup [-h] FILE")
                .contains("pg_dump");
        assertThat(overview("help", "sandbox").said()).contains("--futureshop-port=PORT");
    }

    @Test
    void aWordThatIsNoCommandStartsNothingAndIsToldWhatWasMeant() {
        Run wrong = overview("bakcup");

        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.said()).contains("'bakcup'").contains("backup");
        assertThat(CommandOverview.answers("bakcup")).isTrue();
        assertThat(CommandOverview.answers("--server.port=1")).isFalse();
    }

    @Test
    void shellsCompleteCommandsAndOptions() throws Exception {
        Path script = Files.writeString(
                folder.resolve("completion"), overview("completion").said());
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source '" + script
                                + "' && complete -p futureshop-tiktok-bridge && COMP_WORDS=(x che) COMP_CWORD=1"
                                + " && _complete_futureshop-tiktok-bridge && echo \"${COMPREPLY[@]}\"")
                .redirectErrorStream(true)
                .start();

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("futureshop-tiktok-bridge")
                .contains("check-config");
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    void settingsAreLookedAtListedAndHashedWithoutStartingAnything() throws Exception {
        List<Run> runs = inOneProcess(
                PASSWORD + "\n",
                List.of(
                        List.of("users", "--hash"),
                        List.of("check-config"),
                        List.of("check-config", "--spring.profiles.active=live"),
                        List.of("check-config", "--publishing.retries=many"),
                        List.of("check-config", "stray"),
                        List.of("shops"),
                        List.of(
                                "users",
                                "--security.users.hanako.password=" + PASSWORD,
                                "--security.users.hanako.role=merchant"),
                        List.of("check-config", "--help")));

        String hash = runs.get(0).said().strip();
        assertThat(hash).startsWith("{bcrypt}$2a$12$");
        assertThat(new BCryptPasswordEncoder().matches(PASSWORD, hash.substring("{bcrypt}".length())))
                .isTrue();
        assertThat(runs.get(1).said()).contains("Every setting can be used. Profile: sandbox; shops: sample;");
        assertThat(runs.get(2).said())
                .contains("bridge.shops[0].tiktok.app-secret")
                .contains("docs/settings.md");
        assertThat(runs.get(3).said()).contains("publishing.retries");
        assertThat(runs.get(4).said()).contains("'stray'");
        assertThat(runs.get(5).said()).contains("sample\tfutureshop 127.0.0.1:18081");
        assertThat(runs.get(6).said())
                .contains("hanako\tmerchant\tshops: all\tpassword: in clear text")
                .contains("operator\toperator\tshops: all\tpassword: none");
        assertThat(runs.get(7).said()).contains("check-config [-h]").contains("Exit status:");
        assertThat(runs).extracting(Run::status).containsExactly(0, 0, 1, 1, 2, 0, 0, 0);
    }

    @Test
    void aDatabaseIsMadeCopiedAndPutBack() throws Exception {
        Path file = folder.resolve("data/bridge");
        String url = "jdbc:h2:file:" + file + ";DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        String database = "--spring.datasource.url=" + url;
        String copy = folder.resolve("copy.zip").toString();
        List<Run> made = inOneProcess(
                "",
                List.of(
                        List.of("backup", copy, database),
                        List.of("migrate", database),
                        List.of("backup", copy, database),
                        List.of("backup", copy, database),
                        List.of("backup", copy, "--spring.datasource.url=jdbc:postgresql://localhost/bridge"),
                        List.of("keys", database)));

        assertThat(made.get(0).said()).contains("There is no database at");
        assertThat(made.get(1).said()).contains("which is the one of this release");
        assertThat(made.get(3).said()).contains("is there already");
        assertThat(made.get(4).said()).contains("pg_dump");
        assertThat(made).extracting(Run::status).containsExactly(2, 0, 0, 2, 2, 0);

        List<Run> whileOpen;
        try (Connection open = DriverManager.getConnection(url, "bridge", "");
                Statement statement = open.createStatement()) {
            statement.execute("create table made_since (id int)");
            whileOpen = inOneProcess(
                    "", List.of(List.of("restore", copy, database), List.of("backup", copy + "2", database)));
        }
        assertThat(whileOpen).extracting(Run::status).containsExactly(2, 2);
        assertThat(whileOpen.get(0).said()).contains("stop the bridge first");
        assertThat(tables(url)).contains("made_since");

        Path noCopy = Files.writeString(folder.resolve("no-copy.zip"), "no zip");
        List<Run> restored = inOneProcess(
                "", List.of(List.of("restore", noCopy.toString(), database), List.of("restore", copy, database)));

        assertThat(restored).extracting(Run::status).containsExactly(2, 0);
        assertThat(tables(url)).contains("listing").doesNotContain("made_since");
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .anyMatch(name -> name.matches("bridge-before-restore-\\d{8}-\\d{6}\\.mv\\.db"))
                    .noneMatch(name -> name.endsWith(".arriving"));
        }
    }

    private static List<String> tables(String url) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection open = DriverManager.getConnection(url, "bridge", "");
                ResultSet row = open.getMetaData().getTables(null, null, "%", null)) {
            while (row.next()) {
                tables.add(row.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    private record Run(int status, String said) {}

    private static Run overview(String... arguments) {
        StringWriter said = new StringWriter();
        List<Command> commands = ServiceLoader.load(Command.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        int status = new CommandOverview(commands).answer(arguments, new PrintWriter(said), new PrintWriter(said));
        return new Run(status, said.toString());
    }

    /** Runs commands one after the other. */
    private static List<Run> inOneProcess(String input, List<List<String>> commands)
            throws IOException, InterruptedException {
        List<String> call = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                AllOfThem.class.getName()));
        commands.stream().map(command -> String.join("\t", command)).forEach(call::add);
        Process process = new ProcessBuilder(call).redirectErrorStream(true).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return Arrays.stream(said.split(AllOfThem.END, -1))
                .filter(part -> part.contains(AllOfThem.STATUS))
                .map(part -> part.split(AllOfThem.STATUS, -1))
                .map(part -> new Run(Integer.parseInt(part[1]), part[0]))
                .toList();
    }

    /** The process in which they run. */
    static final class AllOfThem {

        private static final String STATUS = "<status>";
        private static final String END = "<end>";

        private AllOfThem() {}

        /** Each argument is a command with its arguments, separated by tabs. */
        public static void main(String[] calls) {
            for (String call : calls) {
                String[] arguments = call.split("\t", -1);
                int status = ServiceLoader.load(Command.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(command -> command.names().contains(arguments[0]))
                        .findFirst()
                        .orElseThrow()
                        .run(arguments);
                System.out.print(STATUS + status + END);
                System.out.flush();
            }
            System.exit(0);
        }
    }
}
