package jp.shopbridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What can be called, from the command line itself: help, the version, completion for shells, and a word that is none. */
final class CommandOverview {

    private static final String NAME = "futureshop-tiktok-bridge";
    private static final String COMPLETION = "completion";
    private static final Set<String> QUESTIONS = Set.of("help", "--help", "-h", "--version", "-V", COMPLETION);

    private final CommandLine all;

    CommandOverview(List<Command> commands) {
        CommandSpec root = CommandSpec.create().name(NAME).mixinStandardHelpOptions(true);
        root.versionProvider(() -> new String[] {NAME + " " + version()});
        root.usageMessage()
                .customSynopsis(
                        "java -jar " + NAME + ".jar [--SETTING=VALUE...]",
                        "java -jar " + NAME + ".jar COMMAND [ARGUMENT...] [--SETTING=VALUE...]")
                .description("Without a command the bridge starts, with the settings that are given. A command does one"
                        + " thing and ends; docs/settings.md lists the settings, docs/operations.md says when to"
                        + " use what.")
                .commandListHeading("%nCommands:%n")
                .exitCodeListHeading("%nExit status:%n");
        root.usageMessage().exitCodeList(SettingsCommand.STATUS);
        commands.stream()
                .flatMap(command -> command.usage().stream())
                .sorted(Comparator.comparing(CommandLine::getCommandName))
                .forEach(line -> root.addSubcommand(line.getCommandName(), line));
        CommandSpec completion = CommandSpec.create().name(COMPLETION);
        completion
                .usageMessage()
                .description("Prints what makes bash and zsh complete these commands; read it with source.");
        root.addSubcommand(COMPLETION, completion);
        root.addSubcommand("help", new CommandLine(new CommandLine.HelpCommand()));
        all = new CommandLine(root);
    }

    /** Whether this first argument is for us: a question, or a word, because settings begin with dashes. */
    static boolean answers(String first) {
        return QUESTIONS.contains(first) || !first.startsWith("-");
    }

    private static String version() throws IOException {
        Properties build = new Properties();
        try (InputStream packed = Bridge.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (packed != null) {
                build.load(packed);
            }
        }
        return build.getProperty("build.version", "(not packed)");
    }

    /** Answers; the exit status is 0, or 2 for a word that is no command. */
    int answer(String[] arguments, PrintWriter out, PrintWriter err) {
        if (arguments[0].equals(COMPLETION)) {
            out.println(AutoComplete.bash(NAME, all));
            out.flush();
            return 0;
        }
        int status = all.setOut(out).setErr(err).execute(arguments);
        out.flush();
        err.flush();
        return status;
    }
}
