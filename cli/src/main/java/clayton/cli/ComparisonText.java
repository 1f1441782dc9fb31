package clayton.cli;

import clayton.evidence.Amounts;
import clayton.evidence.Comparison;
import clayton.evidence.Traced;
import clayton.taint.BackwardTrace;
import clayton.taint.Buckets;
import clayton.taint.ForwardTrace;
import clayton.taint.Origin;
import clayton.taint.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// Tells people how policies differ: how much each calls tainted, where the satoshis of every label ended (or came
/// from) by each, and what only one of them calls tainted.
final class ComparisonText {
    private static final long PPM_PER_PERCENT = 10_000;

    private final Terminal terminal;
    private final Comparison comparison;

    ComparisonText(Terminal terminal, Comparison comparison) {
        this.terminal = terminal;
        this.comparison = comparison;
    }

    /// All of it, with the `top` largest outputs that only one policy calls tainted.
    void print(int top) throws IOException {
        extent();
        List<Map<String, Map<String, Long>>> amounts = new ArrayList<>();
        for (Traced traced : comparison.traces()) {
            amounts.add(amounts(traced.trace()));
        }
        amounts.getFirst().keySet().forEach(label -> label(label, amounts));
        if (top > 0) {
            for (Comparison.Row row : comparison.rows()) {
                only(row, top);
            }
        }
    }

    private void extent() {
        boolean forward = comparison.isForward();
        terminal.title("What each policy calls tainted, and what no other does");
        Table table = new Table(
                forward
                        ? List.of("", "outputs", "addresses", "unspent", "BTC", "of all unspent", "only here", "BTC")
                        : List.of("", "outputs", "addresses", "only here"));
        for (Comparison.Row row : comparison.rows()) {
            List<String> cells = new ArrayList<>(List.of(row.policy(), row.outputs() + "", row.addresses() + ""));
            if (forward) {
                cells.add(row.unspentOutputs() + "");
                cells.add(decimal(row.unspentSats()));
                cells.add(percent(comparison.sharePpm(row)));
            }
            cells.add(row.only().outputs().size() + "");
            if (forward) {
                cells.add(decimal(row.only().unspentSats()));
            }
            table.add(cells);
        }
        table.print(terminal);
    }

    private static String decimal(OptionalLong sats) {
        return sats.isPresent() ? Amounts.decimal(sats.getAsLong()) : "";
    }

    private static String percent(OptionalLong ppm) {
        return ppm.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%d.%04d %%",
                        ppm.getAsLong() / PPM_PER_PERCENT,
                        ppm.getAsLong() % PPM_PER_PERCENT);
    }

    /// Satoshis by label and by where they ended or came from.
    private static Map<String, Map<String, Long>> amounts(Trace trace) throws IOException {
        Map<String, Map<String, Long>> amounts = new LinkedHashMap<>();
        switch (trace) {
            case ForwardTrace forward -> forward.buckets().forEach((label, ends) -> amounts.put(label, amounts(ends)));
            case BackwardTrace backward -> {
                List<Origin> origins = backward.origins();
                backward.askedSats().forEach((label, asked) -> {
                    Map<String, Long> sats = new LinkedHashMap<>();
                    sats.put("asked", asked);
                    for (Origin.Kind kind : Origin.Kind.values()) {
                        sats.put(kind.toString(), 0L);
                    }
                    origins.forEach(origin -> sats.merge(
                            origin.kind().toString(), origin.labels().getOrDefault(label, 0L), Math::addExact));
                    amounts.put(label, sats);
                });
            }
        }
        return amounts;
    }

    private static Map<String, Long> amounts(Buckets ends) {
        Map<String, Long> sats = new LinkedHashMap<>();
        sats.put("seeded", ends.seededSats());
        sats.put("grown", ends.grownSats());
        sats.put("unspent", ends.unspentSats());
        sats.put("burned", ends.burnedSats());
        sats.put("destroyed", ends.destroyedSats());
        sats.put("fees", ends.feesSats());
        sats.put("stopped", ends.stoppedSats());
        sats.put("beyond", ends.beyondSats());
        return sats;
    }

    /// A column for everything that is not zero by all policies.
    private void label(String label, List<Map<String, Map<String, Long>>> amounts) {
        List<Map<String, Long>> lines =
                amounts.stream().map(of -> of.getOrDefault(label, Map.of())).toList();
        List<String> columns = lines.getFirst().keySet().stream()
                .filter(column -> lines.stream().anyMatch(line -> line.getOrDefault(column, 0L) != 0))
                .toList();
        terminal.title(label + ", in BTC");
        List<String> head = new ArrayList<>(List.of(""));
        head.addAll(columns);
        Table table = new Table(head);
        for (int i = 0; i < lines.size(); i++) {
            List<String> cells =
                    new ArrayList<>(List.of(comparison.rows().get(i).policy()));
            for (String column : columns) {
                cells.add(Amounts.decimal(lines.get(i).getOrDefault(column, 0L)));
            }
            table.add(cells);
        }
        table.print(terminal);
    }

    private void only(Comparison.Row row, int top) throws IOException {
        List<Comparison.Item> unspent =
                row.only().outputs().stream().filter(Comparison.Item::unspent).toList();
        if (!unspent.isEmpty() && row.unspentSats().isPresent()) {
            terminal.title("Unspent, and called tainted only by " + row.policy());
            Comparator<Comparison.Item> ties = Comparator.comparing(Comparison.Item::outPoint);
            for (Ranking<Comparison.Item> ranking :
                    Ranking.of(unspent, List.of(), Comparison.Item::sats, item -> Map.of(), ties)) {
                ranking.print(terminal, top, item -> item.outPoint().toString());
            }
        }
    }
}
