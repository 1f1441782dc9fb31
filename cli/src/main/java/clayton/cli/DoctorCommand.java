package clayton.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Checks the installation.
@Command(name = "doctor", description = "Checks the installation and the ledger's digests.")
final class DoctorCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final GraphOption graph;

    @Option(names = "--json", description = "JSON on stdout")
    private boolean json;

    DoctorCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.graph = new GraphOption(environment);
    }

    @Override
    public Integer call() throws Exception {
        terminal.line("ledger " + graph.ledgerFolder() + json);
        return ExitCode.DONE;
    }
}
