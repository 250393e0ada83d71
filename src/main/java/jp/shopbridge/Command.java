package jp.shopbridge;

import java.util.Set;

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

    /**
     * Does it.
     *
     * @param arguments all arguments, the command's name first
     * @return the process's exit status; negative when the process goes on by itself
     */
    int run(String[] arguments);
}
