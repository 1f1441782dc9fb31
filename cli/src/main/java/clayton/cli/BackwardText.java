package clayton.cli;

import clayton.taint.BackwardTrace;
import clayton.taint.Origin;
import clayton.taint.Policy;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/// Tells people where what was asked came from.
final class BackwardText {
    private final Terminal terminal;
    private final BackwardTrace trace;
    private final List<Origin> origins;

    BackwardText(Terminal terminal, BackwardTrace trace) throws IOException {
        this.terminal = terminal;
        this.trace = trace;
        this.origins = trace.origins();
    }

    /// How much of every label came from which kind of origin. Under poison origins count whole, so they do not add
    /// up to what was asked.
    void sources() {
        trace.askedSats().forEach((label, sats) -> {
            terminal.title(label);
            terminal.row(sats, "asked");
            for (Origin.Kind kind : Origin.Kind.values()) {
                source(label, kind);
            }
        });
    }

    private void source(String label, Origin.Kind kind) {
        List<Origin> some = origins.stream()
                .filter(origin -> origin.kind() == kind && origin.labels().containsKey(label))
                .toList();
        if (!some.isEmpty()) {
            boolean whole = trace.settings().policy() instanceof Policy.Whole;
            long sats = some.stream()
                    .mapToLong(origin -> origin.labels().getOrDefault(label, 0L))
                    .reduce(0, Math::addExact);
            terminal.row(sats, words(kind) + " (origins: " + some.size() + (whole ? ", each whole)" : ")"));
        }
    }

    private static String words(Origin.Kind kind) {
        return switch (kind) {
            case MINTED -> "minted";
            case UNKNOWN -> "of unknown origin";
            case FEE -> "from fees, which are not followed";
            case OPEN -> "not followed";
        };
    }

    /// The largest origins, and how many outputs lie on the way.
    void origins(int top) throws IOException {
        Comparator<Origin> order = Comparator.comparing(Origin::kind)
                .thenComparingInt(Origin::height)
                .thenComparing(Origin::outPoint);
        for (Ranking<Origin> ranking :
                Ranking.of(origins, trace.askedSats().keySet(), Origin::amountSats, Origin::labels, order)) {
            int count = ranking.rows().size();
            terminal.title("From " + (count == 1 ? "1 origin" : count + " origins") + ranking.words());
            ranking.print(terminal, top, this::words);
        }
        terminal.title("On the way " + (trace.size() == 1 ? "lies 1 output" : "lie " + trace.size() + " outputs"));
    }

    private String words(Origin origin) {
        return switch (origin.kind()) {
            case MINTED ->
                "minted at height " + origin.height() + " by "
                        + origin.outPoint().txid();
            case UNKNOWN -> "unknown beyond " + origin.name();
            case FEE, OPEN -> origin.name();
        };
    }
}
