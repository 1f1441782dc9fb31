package clayton.cli;

import clayton.chain.OutPoint;
import clayton.store.Ledger;
import clayton.taint.CoinbaseOrder;
import clayton.taint.FeeRule;
import clayton.taint.ForwardTrace;
import clayton.taint.Policies;
import clayton.taint.Policy;
import clayton.taint.Seed;
import clayton.taint.TraceSettings;
import clayton.taint.Tracer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Follows satoshis forward.
@Command(
        name = "forward",
        description = "Follows the satoshis of outputs to where they are now, each to the place it went by the rule.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clayton trace forward f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16:0",
            "  clayton trace forward TXID:0 TXID:1 --policy all --until 200000",
            "  clayton trace forward --seeds stolen.csv --fees stop --json"
        })
final class TraceForwardCommand implements Callable<Integer> {
    private static final String ALL = "all";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final GraphOption graph;

    @Parameters(
            arity = "0..*",
            paramLabel = "OUTPOINT",
            description = "outputs to follow, TXID:VOUT, each under its own name as label")
    private List<String> outPoints = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "FILE",
            description =
                    "more to follow: CSV outpoint,offset,length,label (the last three optional) or the same as JSON")
    private @Nullable Path seedsFile;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "fifo",
            description = "fifo (default), lifo, haircut, poison, tiho, or all; several give a comparison")
    private List<String> policies = List.of();

    @Option(
            names = "--coinbase-order",
            paramLabel = "ORDER",
            defaultValue = "subsidy-first",
            description = "subsidy-first (default) or fees-first",
            converter = Converters.Order.class)
    private CoinbaseOrder coinbaseOrder = CoinbaseOrder.SUBSIDY_FIRST;

    @Option(
            names = "--fees",
            paramLabel = "RULE",
            defaultValue = "follow",
            description = "follow tainted fees into the coinbase (default), or stop",
            converter = Converters.Fees.class)
    private FeeRule fees = FeeRule.FOLLOW;

    @Option(names = "--until", paramLabel = "HEIGHT", description = "last height to follow to (default: the tip)")
    private @Nullable Integer until;

    @Option(
            names = "--stop-at",
            paramLabel = "RULE",
            description =
                    "where taint ends before it is unspent: hops:N, amount:SAT (less than that is left), height:H;"
                            + " repeatable")
    private List<String> stops = List.of();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "outputs to list, largest first (default: 20); the rest is summed up")
    private int top;

    @Option(names = "--json", description = "JSON on stdout")
    private boolean json;

    TraceForwardCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.graph = new GraphOption(environment);
    }

    @Override
    public Integer call() throws IOException {
        if (top < 0) {
            throw new ParameterException(spec.commandLine(), "--top " + top + " lists nothing: give 0 or more");
        }
        List<Policy> asked = policies();
        TraceSettings settings = settings(asked.getFirst());
        List<Seed> seeds = seeds();
        try (Ledger ledger = graph.open()) {
            List<ForwardTrace> traces = new ArrayList<>();
            for (Policy policy : asked) {
                traces.add(trace(ledger, seeds, settings.with(policy)));
            }
            answer(traces, new OutputNames(ledger));
        }
        return ExitCode.DONE;
    }

    private ForwardTrace trace(Ledger ledger, List<Seed> seeds, TraceSettings settings) throws IOException {
        try (ProgressLine progress = new ProgressLine(terminal)) {
            return new Tracer(ledger).forward(seeds, settings, progress);
        }
    }

    private void answer(List<ForwardTrace> traces, OutputNames names) throws IOException {
        boolean several = traces.size() > 1;
        if (json) {
            Json.write(
                    several ? ComparisonDocument.of(traces, names) : TraceDocument.of(traces.getFirst(), names),
                    terminal.out());
        } else if (several) {
            TraceText.settings(terminal, traces);
            traces.getFirst().notes().forEach(note -> terminal.field("note", note));
            new ComparisonText(terminal, traces).print();
        } else {
            terminal.whole(whole -> {
                TraceText text = new TraceText(whole, traces.getFirst(), names);
                text.summary();
                text.holders(top);
            });
        }
    }

    private List<Seed> seeds() throws IOException {
        List<Seed> seeds = new ArrayList<>(
                outPoints.stream().map(OutPoint::parse).map(Seed::whole).toList());
        if (seedsFile != null) {
            seeds.addAll(SeedsFile.read(seedsFile));
        }
        if (seeds.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name at least one OUTPOINT, or --seeds FILE");
        }
        return seeds;
    }

    private TraceSettings settings(Policy policy) {
        return new TraceSettings(
                policy,
                coinbaseOrder,
                fees,
                until == null ? OptionalInt.empty() : OptionalInt.of(until),
                stops.stream().map(StopRules::parse).toList());
    }

    private List<Policy> policies() {
        return policies.contains(ALL)
                ? Policies.ALL
                : policies.stream().distinct().map(TraceForwardCommand::policy).toList();
    }

    private static Policy policy(String name) {
        return Policies.named(name)
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no policy: give one of "
                        + Policies.ALL.stream().map(Policy::name).collect(Collectors.joining(", ")) + ", or " + ALL));
    }
}
