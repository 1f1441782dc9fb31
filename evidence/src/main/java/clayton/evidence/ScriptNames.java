package clayton.evidence;

import clayton.chain.TransactionGraph;
import clayton.reader.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// Turns numbers of scripts into addresses, or names for scripts that have none, and back.
public final class ScriptNames {
    private final TransactionGraph graph;
    private final Addresses addresses;

    public ScriptNames(TransactionGraph graph) {
        this.graph = graph;
        this.addresses = Addresses.of(graph.network());
    }

    public String of(int script) throws IOException {
        return addresses.name(graph.script(script));
    }

    /// In order of text.
    public List<String> of(int[] scripts) {
        return Arrays.stream(scripts).mapToObj(this::unchecked).sorted().toList();
    }

    private String unchecked(int script) {
        try {
            return of(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Empty if no output pays it up to `scripts`, the number of scripts there are.
    public OptionalInt number(String address, int scripts) throws IOException {
        OptionalInt number = graph.scriptNumber(addresses.script(address));
        return number.isPresent() && number.getAsInt() < scripts ? number : OptionalInt.empty();
    }
}
