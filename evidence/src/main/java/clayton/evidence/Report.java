package clayton.evidence;

import clayton.chain.Progress;
import clayton.chain.Tags;
import clayton.chain.TransactionGraph;
import clayton.evidence.ReportPart.Bullets;
import clayton.evidence.ReportPart.Code;
import clayton.evidence.ReportPart.Fact;
import clayton.evidence.ReportPart.Facts;
import clayton.evidence.ReportPart.Heading;
import clayton.evidence.ReportPart.Paragraph;
import clayton.evidence.ReportPart.Picture;
import clayton.evidence.ReportPart.Table;
import clayton.taint.BackwardTrace;
import clayton.taint.Buckets;
import clayton.taint.ForwardTrace;
import clayton.taint.Holding;
import clayton.taint.LaidSeed;
import clayton.taint.Origin;
import clayton.taint.State;
import clayton.taint.StopRule;
import clayton.taint.Trace;
import clayton.taint.TraceHead;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Tells what a trace found, for people who have to decide something by it: the question, the data, the method
/// in plain words, the answer, how far it can be trusted, and every hop with the calls of Bitcoin Core by which
/// it can be checked by hand. It says "consistent with", never "belongs to", and "unknown origin", never
/// "clean".
public final class Report {
    private static final int ROWS = 100;

    private final Basis basis;
    private final Traced main;
    private final Flow flow;
    private final List<ReportPart> parts = new ArrayList<>();

    /// What a report is made of. The first trace is the one it tells in full; `question` repeats it on the
    /// command line; `errorRates` are lines with the measured rates of the heuristics that it uses.
    public record Basis(
            TransactionGraph graph,
            List<Traced> traced,
            OutputNames names,
            Tags tags,
            String version,
            String question,
            OptionalLong unspentSetSats,
            List<String> errorRates) {}

    private Report(Basis basis, Progress progress) throws IOException {
        this.basis = basis;
        this.main = basis.traced().getFirst();
        this.flow = Flow.of(basis.graph(), main, progress);
    }

    public static void writeHtml(Basis basis, OutputStream out, Progress progress) throws IOException {
        Report report = new Report(basis, progress);
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        HtmlReport.write(report.title(), report.parts(progress), writer);
        writer.flush();
    }

    public static void writePdf(Basis basis, OutputStream out, Progress progress) throws IOException {
        Report report = new Report(basis, progress);
        PdfReport.write(report.title(), report.parts(progress), out, progress);
    }

    private Trace trace() {
        return main.trace();
    }

    private boolean forward() {
        return trace() instanceof ForwardTrace;
    }

    private String title() {
        return forward() ? "Where these satoshis went" : "Where these satoshis came from";
    }

    private List<ReportPart> parts(Progress progress) throws IOException {
        question();
        data();
        answer();
        method();
        picture();
        where();
        comparison();
        new ReportFindings(basis, flow, parts).write(progress);
        limits();
        glossary();
        appendix();
        return parts;
    }

    private void question() {
        parts.add(new Heading(1, "The question"));
        parts.add(new Paragraph(
                forward()
                        ? "Where are the satoshis now that the following outputs held?"
                        : "Where did the satoshis come from that the following outputs held?"));
        List<List<String>> rows = new ArrayList<>();
        for (LaidSeed seed : trace().seeds()) {
            rows.add(List.of(
                    seed.outPoint().toString(),
                    String.valueOf(seed.offsetSats()),
                    Amounts.btc(seed.lengthSats()),
                    seed.label()));
        }
        parts.add(new Table(List.of("Output*", "From satoshi#", "How many#", "Label"), rows));
        parts.add(new Facts(List.of(new Fact("Asked by", basis.question()))));
    }

    private void data() throws IOException {
        TraceHead head = trace().head();
        parts.add(new Heading(1, "The data"));
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Network", head.network().name()));
        facts.add(new Fact("Blocks", head.from() + " to " + head.tip()));
        facts.add(new Fact("Last block", head.tipHash() + ", which commits to all blocks before it"));
        facts.add(new Fact("Looked at", "up to block " + trace().until()));
        facts.add(new Fact("Program", "Clayton " + basis.version()));
        for (Traced each : basis.traced()) {
            facts.add(new Fact(
                    "Result by " + policy(each),
                    "SHA-256 " + digest(each) + " (of the JSON that clayton trace --json writes without tags)"));
        }
        parts.add(new Facts(facts));
    }

    private String digest(Traced traced) throws IOException {
        CountingDigest digest = new CountingDigest();
        try (Writer out = digest.writer()) {
            Json.write(TraceDocument.of(traced, basis.names()), out);
        }
        return digest.hex();
    }

    private static String policy(Traced traced) {
        return traced.trace().settings().policy().name();
    }

    private void answer() throws IOException {
        parts.add(new Heading(1, "The answer in short"));
        switch (trace()) {
            case ForwardTrace forward -> answer(forward);
            case BackwardTrace backward -> answer(backward);
        }
    }

    private void answer(ForwardTrace forward) {
        forward.buckets().forEach((label, ends) -> {
            parts.add(new Paragraph("By " + policy(main) + ", of the " + Amounts.btc(ends.seededSats())
                    + " with the label " + label + ", " + Amounts.btc(ends.unspentSats())
                    + " are in outputs that nobody had spent at block " + trace().until() + ". They passed "
                    + trace().transactions() + " transactions."));
            Map<String, Long> bars = bars(ends);
            parts.add(new Picture("Where the satoshis of " + label + " are", FlowPicture.ends(bars)));
        });
    }

    private static Map<String, Long> bars(Buckets ends) {
        Map<String, Long> bars = new LinkedHashMap<>();
        bars.put("seeded", ends.seededSats());
        bars.put("grown (poison)", ends.grownSats());
        bars.put("unspent", ends.unspentSats());
        bars.put("burned", ends.burnedSats());
        bars.put("destroyed", ends.destroyedSats());
        bars.put("ended as fees", ends.feesSats());
        bars.put("stopped", ends.stoppedSats());
        bars.put("beyond what is known", ends.beyondSats());
        bars.values().removeIf(sats -> sats == 0);
        return bars;
    }

    private void answer(BackwardTrace backward) throws IOException {
        SortedMap<String, Long> kinds = new TreeMap<>();
        for (Origin origin : backward.origins()) {
            kinds.merge(kind(origin), FlowPicture.sats(origin.labels()), Math::addExact);
        }
        parts.add(new Paragraph("By " + policy(main) + ", they passed " + trace().transactions()
                + " transactions. Unknown origin means that nothing is known of it, neither good nor bad."));
        parts.add(new Picture("Where the satoshis came from", FlowPicture.ends(kinds)));
    }

    private static String kind(Origin origin) {
        return switch (origin.kind()) {
            case MINTED -> "minted";
            case UNKNOWN -> "unknown origin";
            case FEE -> "fees";
            case OPEN -> "not followed";
        };
    }

    private void method() {
        parts.add(new Heading(1, "How it counts"));
        parts.add(new Paragraph("A bitcoin is 100,000,000 satoshis. A transaction takes whole outputs of earlier"
                + " transactions and makes new ones; the chain does not say which of its satoshis went into which output."
                + " So a rule is needed, and the rule is a convention, not a finding. All sums are whole satoshis; nothing"
                + " is rounded away."));
        List<String> rules = new ArrayList<>();
        for (Traced each : basis.traced()) {
            rules.add(rule(policy(each)));
        }
        var settings = trace().settings();
        rules.add(
                switch (settings.fees()) {
                    case FOLLOW ->
                        "Fees are followed into the reward of the miner of their block, to their exact place in it ("
                                + settings.coinbaseOrder() + ").";
                    case STOP -> "What went into fees is counted there and not followed.";
                });
        if (!settings.stops().isEmpty()) {
            rules.add("Following ends at "
                    + settings.stops().stream().map(StopRule::name).collect(Collectors.joining(", "))
                    + "; what was stopped is counted as such.");
        }
        parts.add(new Bullets(rules));
    }

    private static String rule(String policy) {
        return switch (policy) {
            case "fifo" ->
                "fifo: first in, first out. The satoshis of the inputs stand in a queue, in the order in which the"
                        + " transaction lists its inputs, and fill its outputs in their order, the fee last.";
            case "lifo" -> "lifo: last in, first out. As fifo, from the other end of the queue.";
            case "haircut" ->
                "haircut: every output gets the same share of what came in, by the largest remainder, so that no"
                        + " satoshi is lost.";
            case "poison" -> "poison: if anything tainted comes in, everything that goes out is tainted whole.";
            case "tiho" -> "tiho: taint in, highest out. The largest outputs are filled first.";
            default -> policy;
        };
    }

    private void picture() throws IOException {
        parts.add(new Heading(1, "The flow"));
        int count = flow.transactionCount();
        parts.add(new Paragraph("The transactions that most went through, "
                + (count <= 30 ? "all " + count : "30 of " + count)
                + ", from the earliest to the latest. An arc is what went from one to the other; it is as thick as the"
                + " amount. What went elsewhere stands below the transaction. The appendix lists every hop."));
        parts.add(new Picture("Flow between transactions", FlowPicture.of(flow)));
    }

    private void where() throws IOException {
        switch (trace()) {
            case ForwardTrace forward -> holders(forward);
            case BackwardTrace backward -> origins(backward);
        }
    }

    private void holders(ForwardTrace forward) throws IOException {
        parts.add(new Heading(1, "Where the satoshis are now"));
        List<Holding> unspent = new ArrayList<>(forward.outputs(State.UNSPENT));
        unspent.sort(Comparator.comparingLong((Holding output) -> FlowPicture.sats(output.labels()))
                .reversed()
                .thenComparing(Holding::outPoint));
        List<List<String>> rows = new ArrayList<>();
        long rest = 0;
        for (Holding output : unspent) {
            if (rows.size() == ROWS) {
                rest = Math.addExact(rest, FlowPicture.sats(output.labels()));
                continue;
            }
            String address = basis.names().of(output.id()).orElse("");
            rows.add(List.of(
                    output.outPoint().toString(),
                    String.valueOf(output.height()),
                    Amounts.decimal(FlowPicture.sats(output.labels())),
                    Amounts.decimal(output.valueSats()),
                    address,
                    tags(address)));
        }
        parts.add(new Paragraph(unspent.size() + " outputs hold some of them and were not spent at block "
                + trace().until()
                + (rest == 0 ? "" : "; the " + ROWS + " that hold most, all others hold " + Amounts.btc(rest))
                + ". Whoever can spend them is not known from the chain."));
        List<String> columns = List.of("Output*", "Block#", "Of them, BTC#", "Value, BTC#", "Pays to*", "Said of it");
        boolean tagged = rows.stream().anyMatch(row -> !row.getLast().isEmpty());
        parts.add(tagged ? new Table(columns, rows) : withoutLast(columns, rows));
        if (!forward.stopped().isEmpty()) {
            parts.add(new Heading(2, "Stopped"));
            List<List<String>> stopped = new ArrayList<>();
            forward.stopped()
                    .forEach((reason, labels) -> labels.forEach(
                            (label, sats) -> stopped.add(List.of(reason, label, Amounts.decimal(sats)))));
            parts.add(new Table(List.of("Why", "Label", "BTC#"), stopped));
        }
    }

    private static Table withoutLast(List<String> columns, List<List<String>> rows) {
        int last = columns.size() - 1;
        return new Table(
                columns.subList(0, last),
                rows.stream().map(row -> row.subList(0, last)).toList());
    }

    private String tags(String address) {
        return basis.tags().of(address).stream()
                .map(tag -> tag.label() + " (source " + tag.source() + ", confidence " + tag.confidence() + ")")
                .collect(Collectors.joining("; "));
    }

    private void origins(BackwardTrace backward) throws IOException {
        parts.add(new Heading(1, "Where the satoshis came from"));
        List<List<String>> rows = new ArrayList<>();
        List<Origin> origins = backward.origins();
        long rest = 0;
        for (Origin origin : origins) {
            long sats = FlowPicture.sats(origin.labels());
            if (rows.size() == ROWS) {
                rest = Math.addExact(rest, sats);
                continue;
            }
            rows.add(List.of(
                    kind(origin),
                    origin.height() < 0 ? "" : String.valueOf(origin.height()),
                    origin.outPoint().txid().toString(),
                    Amounts.decimal(sats)));
        }
        parts.add(new Paragraph(origins.size() + " origins"
                + (rest == 0 ? "." : "; those not listed sum up to " + Amounts.btc(rest) + ".")));
        parts.add(new Table(List.of("Kind", "Block#", "Transaction*", "BTC#"), rows));
    }

    private void comparison() throws IOException {
        if (basis.traced().size() < 2) {
            return;
        }
        parts.add(new Heading(1, "By other rules"));
        parts.add(new Paragraph("The same question by every rule that was asked for. Where the rules differ, the chain"
                + " does not decide between them."));
        Comparison comparison = Comparison.of(basis.traced(), basis.names(), basis.unspentSetSats());
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < comparison.rows().size(); i++) {
            Comparison.Row row = comparison.rows().get(i);
            rows.add(List.of(
                    row.policy(),
                    String.valueOf(comparison.traces().get(i).trace().transactions()),
                    String.valueOf(row.outputs()),
                    String.valueOf(row.addresses()),
                    comparison.isForward() ? String.valueOf(row.unspentOutputs()) : "",
                    comparison.isForward() && row.unspentSats().isPresent()
                            ? Amounts.decimal(row.unspentSats().getAsLong())
                            : "",
                    String.valueOf(row.only().outputs().size())));
        }
        parts.add(new Table(
                List.of(
                        "Rule",
                        "Transactions#",
                        "Outputs#",
                        "Addresses#",
                        "Unspent#",
                        "Unspent, BTC#",
                        "Outputs by this rule only#"),
                rows));
    }

    private void limits() {
        parts.add(new Heading(1, "What this does not say"));
        List<String> limits = new ArrayList<>(List.of(
                "Who a person is. An address is consistent with an owner at most; tags are the word of their source.",
                "That an output is still unspent after block " + trace().until() + ".",
                "That satoshis that are not listed here are free of taint: only these outputs were asked about.",
                "That the rule is the right one. Courts and experts differ on it."));
        main.notes().forEach(limits::add);
        if (trace().from() > 0) {
            limits.add("Anything before block " + trace().from() + ": what comes from there is of unknown origin.");
        }
        parts.add(new Bullets(limits));
        parts.add(new Heading(2, "How often the heuristics are wrong"));
        parts.add(new Paragraph("Following satoshis by a rule is arithmetic and has no error rate. Clusters and peel"
                + " chains rest on heuristics; these are their rates as measured on chains whose truth is known."));
        parts.add(new Bullets(basis.errorRates()));
        main.proof()
                .ifPresent(proof -> parts.add(new Paragraph(
                        proof.held()
                                ? "Traced the other way, the satoshis came out as they went in: " + proof.ranges()
                                        + " ranges agree."
                                : "TRACED THE OTHER WAY, THE SATOSHIS DID NOT COME OUT AS THEY WENT IN.")));
    }

    private void glossary() {
        parts.add(new Heading(1, "Words"));
        parts.add(new Facts(List.of(
                new Fact("address", "what an output pays to; anyone may have any number of them"),
                new Fact("block, height", "a page of the chain, and its number"),
                new Fact("burned", "in an output that can never be spent"),
                new Fact("cluster", "addresses that are consistent with one owner by a stated heuristic"),
                new Fact(
                        "coinbase", "a block's first transaction, which mints new satoshis and takes the block's fees"),
                new Fact("CoinJoin", "a transaction in which several people mix their satoshis"),
                new Fact("destroyed", "not claimed by a miner, or lost because a later transaction took the name"),
                new Fact("fee", "what a transaction takes in and does not pay out"),
                new Fact("hop", "one transaction that satoshis pass"),
                new Fact("output, outpoint", "an amount that a transaction makes, and its name: TXID:NUMBER"),
                new Fact("peel chain", "a large amount that is spent bit by bit, each time leaving the rest as change"),
                new Fact("tag", "somebody's word on an address, with its source and confidence"),
                new Fact("tainted", "consistent with coming from the asked outputs, by the rule"),
                new Fact("txid", "a transaction's name: the hash of its content"),
                new Fact("unknown origin", "from before the loaded blocks, or through values nobody knows"))));
    }

    private void appendix() throws IOException {
        parts.add(new Heading(1, "Appendix: every hop"));
        parts.add(new Paragraph("By " + policy(main) + ", in chain order; a block's coinbase stands first, though it"
                + " drinks the block's fees last. Amounts are those that count, in BTC."));
        List<List<String>> rows = new ArrayList<>();
        List<String> calls = new ArrayList<>();
        flow.hops(hop -> {
            rows.add(List.of(
                    hop.height() + "\n"
                            + Times.text(Times.ofHeader(basis.graph().header(hop.height())))
                                    .substring(0, 10),
                    hop.txid().toString(),
                    listed(hop.in()),
                    listed(hop.out()),
                    hop.fee().isEmpty() ? "" : Amounts.decimal(FlowPicture.sats(hop.fee()))));
            calls.add("getrawtransaction " + hop.txid() + " 2 " + basis.graph().blockHash(hop.height()));
        });
        parts.add(new Table(List.of("Block", "Transaction*", "Took", "Made", "Fee#"), cells(rows)));
        parts.add(new Heading(1, "Appendix: checking it by hand"));
        parts.add(new Paragraph("With any Bitcoin Core node (bitcoin-cli) that has these blocks, each of these calls"
                + " shows one hop: its inputs with their values (vin, prevout) and its outputs (vout). gettxout TXID N"
                + " says whether an output is unspent now; it can say so of today only."));
        calls.add(0, "getblockhash " + trace().until());
        calls.add(1, "getblockheader " + basis.graph().blockHash(trace().until()));
        parts.add(new Code(calls));
    }

    private static List<List<String>> cells(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(cell -> cell.replace("\n", " ")).toList())
                .toList();
    }

    private static String listed(List<Flow.Output> outputs) {
        List<String> words = new ArrayList<>();
        for (Flow.Output output : outputs) {
            String fate = output.state()
                    .filter(state -> state != State.SPENT)
                    .map(state -> " " + state)
                    .orElse("");
            words.add(output.outPoint().txid().toString().substring(0, 8) + ":"
                    + output.outPoint().vout() + " " + Amounts.decimal(FlowPicture.sats(output.labels()))
                    + (output.seed() ? " asked" : "") + fate);
        }
        return String.join(", ", words);
    }
}
