package clayton.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// Stands in the list of commands for the desktop, a program of its own that the launcher starts in this one's place.
@Command(
        name = "desktop",
        description = "The investigator's desktop: open a chain, follow coins, compare policies. A program of its own,"
                + " which the launcher ./clayton starts; it has a --help of its own there.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton desktop",
            "  clayton desktop --case DIR",
            "  clayton desktop --ledger DIR",
            "  clayton desktop --tour DIR"
        })
final class DesktopCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Unmatched
    private final List<String> words = new ArrayList<>();

    DesktopCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.warn("the desktop is a program of its own: start it with the launcher, ./clayton desktop "
                + String.join(" ", words));
        return ExitCode.USAGE;
    }
}
