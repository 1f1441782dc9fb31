package clayton.desktop.flow;

import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.desktop.flow.Holders.By;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Subjects;
import clayton.desktop.session.Thing;
import clayton.evidence.CaseDocument.Element;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A sheet as a case keeps it: each box by the name of what it stands for, with its place. A transaction in a folded
/// peel chain has the place of the chain's box. What this ledger does not hold is kept as it was.
public final class KeptSheet {
    private static final String MORE_INPUTS = "more-inputs";
    private static final String MORE_OUTPUTS = "more-outputs";

    private final Sheet sheet;
    private final List<Element> unknown;

    KeptSheet(Sheet sheet, List<Element> unknown) {
        this.sheet = sheet;
        this.unknown = unknown;
    }

    /// What stands between transactions.
    public By by() {
        return sheet.graph().holders().by();
    }

    /// Looks up names: for tasks.
    public List<Element> elements(Subjects subjects) throws IOException {
        List<Element> elements = new ArrayList<>();
        FlowGraph graph = sheet.graph();
        Map<Long, Long> firsts = new HashMap<>();
        graph.chains().forEach((first, hops) -> hops.forEach(hop -> firsts.put(hop, first)));
        Map<Long, Long> folded = graph.folded();
        for (FlowTransaction each : graph.transactions().values()) {
            Long first = firsts.get(each.id());
            elements.add(element(
                    Element.TRANSACTION,
                    each.txid().toString(),
                    "t" + OutputId.text(folded.getOrDefault(each.id(), each.id())),
                    first == null ? null : subjects.name(new Thing.Transaction(first)),
                    open(graph, each.id())));
        }
        for (FlowNode node : sheet.picture().nodes().values()) {
            if (!node.kind().isTransaction()) {
                Optional<Named> named = named(node, subjects);
                if (named.isPresent()) {
                    elements.add(element(named.get().kind(), named.get().id(), node.key(), null, null));
                }
            }
        }
        elements.addAll(unknown);
        return elements;
    }

    private Element element(String kind, String id, String key, @Nullable String chain, @Nullable List<String> open) {
        Spot spot = sheet.spots().getOrDefault(key, new Spot(0, 0));
        return new Element(kind, id, spot.x(), spot.y(), null, sheet.pinned().contains(key), null, chain, open);
    }

    private static @Nullable List<String> open(FlowGraph graph, long id) {
        List<String> open = new ArrayList<>();
        if (graph.openInputs().contains(id)) {
            open.add("inputs");
        }
        if (graph.openOutputs().contains(id)) {
            open.add("outputs");
        }
        if (graph.openChains().contains(id)) {
            open.add("chain");
        }
        return open.isEmpty() ? null : open;
    }

    private record Named(String kind, String id) {}

    /// What a box that is no transaction stands for.
    private static Optional<Named> named(FlowNode node, Subjects subjects) throws IOException {
        if (node.thing().isEmpty()) {
            return Optional.empty();
        }
        String name = subjects.name(node.thing().get());
        return Optional.of(new Named(
                switch (node.kind()) {
                    case MORE_INPUTS -> MORE_INPUTS;
                    case MORE_OUTPUTS -> MORE_OUTPUTS;
                    case ADDRESS -> Element.ADDRESS;
                    case CLUSTER -> Element.CLUSTER;
                    default -> Element.OUTPUT;
                },
                name));
    }

    /// A sheet that was read from a case.
    record Restored(Sheet sheet, List<Element> unknown) {}

    static Restored restored(
            List<Element> elements, By by, OpenChain chain, Subjects subjects, Taint taint, Progress progress)
            throws IOException {
        Reading reading = new Reading(new FlowTransaction.Reader(chain), subjects, by);
        int done = 0;
        for (Element element : elements) {
            if (!progress.goOn("restoring the sheet", done++, elements.size())) {
                break;
            }
            reading.read(element);
        }
        FlowGraph graph = new Growth(chain).held(reading.graph(taint), by, progress);
        FlowPicture picture = FlowPicture.of(graph);
        Map<String, Spot> spots = new HashMap<>();
        Set<String> pinned = new HashSet<>();
        for (FlowNode node : picture.nodes().values()) {
            Named name = node.kind().isTransaction()
                    ? new Named(Element.TRANSACTION, node.name())
                    : named(node, subjects).orElse(new Named("", ""));
            Element element = reading.placed.get(name);
            if (element != null && element.x() != null && element.y() != null) {
                spots.put(node.key(), new Spot(element.x(), element.y()));
                if (element.pinned()) {
                    pinned.add(node.key());
                }
            }
        }
        return new Restored(
                new Sheet(graph, picture, Placement.place(picture, spots), pinned, Map.of()),
                List.copyOf(reading.unknown));
    }

    private static final class Reading {
        private final FlowTransaction.Reader reader;
        private final Subjects subjects;
        private final By by;
        private final Map<Named, Element> placed = new HashMap<>();
        private final List<Element> unknown = new ArrayList<>();
        private final List<FlowTransaction> transactions = new ArrayList<>();
        private final Map<String, List<Long>> chains = new TreeMap<>();
        private final Set<Long> openInputs = new HashSet<>();
        private final Set<Long> openOutputs = new HashSet<>();
        private final Set<Long> openChains = new HashSet<>();

        Reading(FlowTransaction.Reader reader, Subjects subjects, By by) {
            this.reader = reader;
            this.subjects = subjects;
            this.by = by;
        }

        void read(Element element) throws IOException {
            if (element.x() == null || element.y() == null) {
                return;
            }
            boolean isKnown = switch (element.kind()) {
                case Element.TRANSACTION, Element.OUTPUT, MORE_INPUTS, MORE_OUTPUTS -> true;
                case Element.ADDRESS -> by == By.ADDRESSES;
                case Element.CLUSTER -> by == By.CLUSTERS;
                default -> false;
            };
            if (!isKnown) {
                unknown.add(element);
            } else if (element.kind().equals(Element.TRANSACTION)) {
                transaction(element);
            } else {
                placed.put(new Named(element.kind(), element.id()), element);
            }
        }

        private void transaction(Element element) throws IOException {
            if (!(subjects.thing(element.id()).orElse(null) instanceof Thing.Transaction found)) {
                unknown.add(element);
                return;
            }
            long id = found.id();
            placed.put(new Named(element.kind(), element.id()), element);
            transactions.add(reader.read(id));
            if (element.chain() != null) {
                chains.computeIfAbsent(element.chain(), first -> new ArrayList<>())
                        .add(id);
            }
            List<String> open = element.open() == null ? List.of() : element.open();
            if (open.contains("inputs")) {
                openInputs.add(id);
            }
            if (open.contains("outputs")) {
                openOutputs.add(id);
            }
            if (open.contains("chain")) {
                openChains.add(id);
            }
        }

        FlowGraph graph(Taint taint) {
            Map<Long, List<Long>> byFirst = new HashMap<>();
            chains.values()
                    .forEach(hops -> byFirst.put(
                            hops.stream().min(Long::compare).orElseThrow(),
                            hops.stream().sorted().toList()));
            return new FlowGraph(new TreeMap<>(), openInputs, openOutputs, byFirst, openChains, taint, Holders.OUTPUTS)
                    .withTransactions(transactions);
        }
    }
}
