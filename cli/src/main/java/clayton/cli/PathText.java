package clayton.cli;

import clayton.chain.OutputId;
import clayton.evidence.Amounts;
import clayton.evidence.OutputNames;
import clayton.taint.Hop;
import clayton.taint.LaidSeed;
import clayton.taint.Path;
import clayton.taint.PathTrace;
import clayton.taint.Place;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells people how satoshis of one output reached another.
final class PathText {
    private final Terminal terminal;
    private final PathTrace trace;
    private final OutputNames names;
    private final Set<Long> coinJoins;

    PathText(Terminal terminal, PathTrace trace, OutputNames names) {
        this.terminal = terminal;
        this.trace = trace;
        this.names = names;
        this.coinJoins = trace.hops().stream()
                .filter(Hop::coinJoin)
                .map(Hop::transaction)
                .collect(Collectors.toSet());
    }

    /// What the answer rests on, and the first `top` ways; the others are summed up.
    void print(int top) throws IOException {
        TraceText.settings(terminal, trace.head(), trace.head().until(), "fifo");
        end("from", trace.from());
        end("to", trace.to());
        terminal.field("reached", trace.paths().isEmpty() ? "no satoshi" : Amounts.btc(trace.amountSats()));
        trace.head().notes().forEach(note -> terminal.field("note", note));
        int shown = Math.min(top, trace.paths().size());
        for (Path path : trace.paths().subList(0, shown)) {
            path(path);
        }
        List<Path> rest = trace.paths().subList(shown, trace.paths().size());
        if (!rest.isEmpty()) {
            terminal.title(rest.size() == 1 ? "1 more way" : rest.size() + " more ways");
            terminal.row(rest.stream().mapToLong(Path::amountSats).reduce(0, Math::addExact), "in all");
        }
    }

    private void end(String name, LaidSeed end) throws IOException {
        terminal.field(name, end.outPoint() + ", " + Amounts.btc(end.lengthSats()) + address(end.id()));
    }

    private void path(Path path) throws IOException {
        terminal.title("Through " + (path.hops() == 1 ? "1 transaction" : path.hops() + " transactions"));
        for (Place place : path.places()) {
            boolean mixed =
                    !place.equals(path.places().getFirst()) && coinJoins.contains(OutputId.transaction(place.id()));
            String height = place.height() < 0 ? "" : ", height " + place.height();
            terminal.row(
                    path.amountSats(),
                    place.name()
                            + height
                            + (mixed ? ", by a CoinJoin" : "")
                            + (place.isFee() ? "" : address(place.id())));
        }
    }

    private String address(long output) throws IOException {
        return names.of(output).map(address -> ", " + address).orElse("");
    }
}
