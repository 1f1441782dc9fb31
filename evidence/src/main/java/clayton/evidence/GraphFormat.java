package clayton.evidence;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/// A form in which graphs are exported, by its name on the command line. Each is written as it comes, in one
/// pass, and the same graph gives the same bytes.
public interface GraphFormat {
    List<GraphFormat> ALL = List.of(
            new GraphMlFormat(), new GexfFormat(), new DotFormat(), new CytoscapeFormat(), new JsonGraphFormat());

    String name();

    /// Who opens it, for the help.
    String readers();

    void write(FlowGraph graph, Writer out) throws IOException;

    /// Throws `IllegalArgumentException` with the names there are.
    static GraphFormat named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no graph format"));
    }
}
