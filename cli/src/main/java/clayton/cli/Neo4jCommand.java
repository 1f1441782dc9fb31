package clayton.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Gathers what can be done with a Neo4j.
@Command(
        name = "neo4j",
        description =
                "Runs a local Neo4j, fills a Neo4j with a block range, and publishes results there. A Neo4j that runs already is named with"
                        + " NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE.",
        synopsisSubcommandLabel = "COMMAND")
final class Neo4jCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do with Neo4j: start, stop, status, reset, load, remove, publish or unpublish");
    }
}
