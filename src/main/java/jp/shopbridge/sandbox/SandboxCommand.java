package jp.shopbridge.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import jp.shopbridge.Command;
import picocli.CommandLine;

/** {@code java -jar … sandbox}: the pretend worlds as a process of their own. */
public final class SandboxCommand implements Command {

    @Override
    public Set<String> names() {
        return Set.of("sandbox");
    }

    @Override
    public List<CommandLine> usage() {
        return List.of(SandboxMain.usage());
    }

    @Override
    public int run(String[] arguments) {
        return SandboxMain.run(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
