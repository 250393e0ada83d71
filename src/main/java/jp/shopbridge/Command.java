package jp.shopbridge;

import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/**
 * Something the jar does instead of starting the application, without Spring, network or database unless it says so.
 * Found by {@link java.util.ServiceLoader}, so that the start knows no package that offers one.
 */
public interface Command {

    /** The first arguments that mean this command. */
    Set<String> names();

    /** Whether these arguments mean this command; where several are meant, the one named first does it. */
    default boolean isMeant(String[] arguments) {
        return names().contains(arguments[0]);
    }

    /** How each of these is called, for the overview of all commands; none of what no person calls, or stands there already. */
    default List<CommandLine> usage() {
        return getClass().isAnnotationPresent(CommandLine.Command.class) ? List.of(new CommandLine(this)) : List.of();
    }

    /**
     * Does it.
     *
     * @param arguments all arguments, the command's name first
     * @return the process's exit status; negative when the process goes on by itself
     */
    int run(String[] arguments);
}
