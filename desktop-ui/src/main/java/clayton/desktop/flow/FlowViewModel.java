package clayton.desktop.flow;

import clayton.chain.OutputId;
import clayton.desktop.session.Failures;
import clayton.desktop.session.Job;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import clayton.desktop.session.Work;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.stream.LongStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/// The flow graph: what is on the sheet, where it stands, and what a person does to it. Every change can be undone.
public final class FlowViewModel {
    static final int FIRST_TRANSACTIONS = 40;
    private static final int MOST_AT_ONCE = 12;
    private static final int STEPS_KEPT = 100;

    private final Work work;
    private final Texts texts;
    private final OpenChain chain;
    private final ObjectProperty<Optional<Thing>> selected;
    private final ReadOnlyObjectWrapper<Sheet> sheet = new ReadOnlyObjectWrapper<>(Sheet.EMPTY);
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Job>> job = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
    private final BooleanProperty fitWanted = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<HeightRange>> brushed = new SimpleObjectProperty<>(Optional.empty());
    private final Deque<Sheet> done = new ArrayDeque<>();
    private final Deque<Sheet> undone = new ArrayDeque<>();
    private Optional<Shown> trace = Optional.empty();
    private int asked;

    /// A trace as it was put on the sheet.
    private record Shown(Taint taint, boolean forward, int most) {}

    /// `selected` is shared with the other screens.
    public FlowViewModel(Work work, Texts texts, OpenChain chain, ObjectProperty<Optional<Thing>> selected) {
        this.work = work;
        this.texts = texts;
        this.chain = chain;
        this.selected = selected;
    }

    /// Heights, both included.
    public record HeightRange(int from, int to) {
        public boolean holds(int height) {
            return height >= from && height <= to;
        }
    }

    /// All of the sheet at one moment.
    record Sheet(FlowGraph graph, FlowPicture picture, Map<String, Spot> spots) {
        static final Sheet EMPTY = new Sheet(FlowGraph.EMPTY, FlowPicture.EMPTY, Map.of());

        /// A moment is like itself alone: properties compare what they are given, and thousands of boxes take long.
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        /// With another graph; boxes that are new stand beside their neighbours.
        Sheet with(FlowGraph other) {
            FlowPicture drawn = FlowPicture.of(other);
            return new Sheet(other, drawn, Placement.place(drawn, spots));
        }

        /// All boxes placed anew.
        static Sheet arranged(FlowGraph graph) {
            FlowPicture drawn = FlowPicture.of(graph);
            return new Sheet(graph, drawn, FlowLayout.arrange(drawn));
        }

        Sheet moved(String key, double dx, double dy) {
            Map<String, Spot> changed = new HashMap<>(spots);
            changed.computeIfPresent(key, (same, spot) -> new Spot(spot.x() + dx, spot.y() + dy));
            return new Sheet(graph, picture, changed);
        }
    }

    ReadOnlyObjectProperty<Sheet> sheet() {
        return sheet.getReadOnlyProperty();
    }

    public ObjectProperty<Optional<Thing>> selected() {
        return selected;
    }

    /// What is shown, or what went wrong.
    public ReadOnlyStringProperty status() {
        return status.getReadOnlyProperty();
    }

    /// Work on the sheet that is not done yet.
    public ReadOnlyObjectProperty<Optional<Job>> job() {
        return job.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canUndo() {
        return canUndo.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canRedo() {
        return canRedo.getReadOnlyProperty();
    }

    /// Set when the view should show the whole sheet; the view takes it back.
    public BooleanProperty fitWanted() {
        return fitWanted;
    }

    /// Heights to which the timeline narrows the picture; the rest is drawn faintly.
    public ObjectProperty<Optional<HeightRange>> brushed() {
        return brushed;
    }

    /// Puts a trace on a fresh sheet, the largest ways first.
    public void showTrace(Taint taint, boolean forward) {
        show(new Shown(taint, forward, FIRST_TRANSACTIONS));
    }

    /// The same trace with twice as many transactions.
    public void showMore() {
        trace.ifPresent(old -> show(new Shown(old.taint(), old.forward(), 2 * old.most())));
    }

    private void show(Shown shown) {
        trace = Optional.of(shown);
        change(
                progress -> Sheet.arranged(
                        new Growth(chain).traced(shown.taint(), shown.forward(), shown.most(), progress)),
                true);
    }

    /// Shows a thing on the sheet, adding it if it is not there, and selects it.
    public void show(Thing thing) {
        List<Long> transactions = new ArrayList<>();
        switch (thing) {
            case Thing.Transaction transaction -> transactions.add(transaction.id());
            case Thing.Output output -> transactions.add(output.id());
            case Thing.Address address -> {
                showAddress(address);
                return;
            }
            case Thing.Block block -> transactions.add(OutputId.of(block.height(), 0, OutputId.TRANSACTION));
        }
        addCreators(transactions);
        selected.set(Optional.of(thing));
    }

    /// Adds these transactions to the sheet.
    public void showAll(List<Long> transactions) {
        addCreators(transactions);
    }

    /// Shows a made-up picture of so many boxes, to measure how fast pictures are arranged and drawn.
    public void showMadeUp(int boxes) {
        trace = Optional.empty();
        change(
                progress -> {
                    FlowPicture picture = MadeUpPicture.of(boxes);
                    return new Sheet(FlowGraph.EMPTY, picture, FlowLayout.arrange(picture));
                },
                true);
    }

    /// How many boxes stand on the sheet.
    public int boxes() {
        return sheet.get().picture().nodes().size();
    }

    /// The transactions that pay an address, the first few of them.
    private void showAddress(Thing.Address address) {
        Sheet now = sheet.get();
        selected.set(Optional.of(address));
        change(
                progress -> now.with(new Growth(chain).with(now.graph(), creators(address), progress)),
                now.graph().transactions().isEmpty());
    }

    private Set<Long> creators(Thing.Address address) throws IOException {
        Set<Long> found = new LinkedHashSet<>();
        try (LongStream outputs = chain.graph().outputs(chain.addresses().script(address.name()))) {
            PrimitiveIterator.OfLong each = outputs.iterator();
            while (each.hasNext() && found.size() < MOST_AT_ONCE) {
                long output = each.nextLong();
                if (!OutputId.isBoundary(output)) {
                    found.add(OutputId.transaction(output));
                }
            }
        }
        return found;
    }

    /// The transactions that created what a transaction spends, those of the largest inputs first.
    public void expandInputs() {
        ofSelected().ifPresent(transaction -> {
            List<Long> creators = new ArrayList<>();
            inputsBySize(transaction).stream()
                    .filter(prevout -> !OutputId.isBoundary(prevout))
                    .limit(FlowPicture.SHOWN_INPUTS)
                    .forEach(creators::add);
            addCreators(creators);
        });
    }

    private static List<Long> inputsBySize(FlowTransaction transaction) {
        return java.util.stream.IntStream.range(0, transaction.prevouts().length)
                .boxed()
                .sorted((a, b) ->
                        Long.compare(transaction.inputValues()[b], transaction.inputValues()[a]))
                .map(i -> transaction.prevouts()[i])
                .toList();
    }

    /// The transactions that spend a transaction's outputs, those of the largest outputs first.
    public void expandOutputs() {
        ofSelected().ifPresent(transaction -> {
            List<Long> spenders = new ArrayList<>();
            java.util.stream.IntStream.range(0, transaction.values().length)
                    .boxed()
                    .sorted((a, b) ->
                            Long.compare(transaction.values()[b], transaction.values()[a]))
                    .map(transaction::spender)
                    .filter(spender -> spender != OutputId.UNSPENT)
                    .limit(FlowPicture.SHOWN_OUTPUTS)
                    .forEach(spenders::add);
            addCreators(spenders);
        });
    }

    /// The transaction that spends the selected output, or the selected transaction's largest spent output.
    public void nextSpend() {
        if (selected.get().orElse(null) instanceof Thing.Output output) {
            Sheet now = sheet.get();
            change(
                    progress -> {
                        long spender = chain.graph().output(output.id()).spender();
                        if (spender == OutputId.UNSPENT) {
                            throw new IllegalArgumentException(texts.get("flow.unspent"));
                        }
                        return now.with(new Growth(chain).with(now.graph(), List.of(spender), progress));
                    },
                    false);
        } else {
            ofSelected()
                    .ifPresent(transaction -> java.util.stream.IntStream.range(0, transaction.values().length)
                            .filter(vout -> transaction.spender(vout) != OutputId.UNSPENT)
                            .boxed()
                            .max((a, b) -> Long.compare(
                                    transaction.values()[a], transaction.values()[b]))
                            .ifPresent(vout -> addCreators(List.of(transaction.spender(vout)))));
        }
    }

    /// What a double click on a box does: an end goes on, a fold opens, a transaction shows both of its sides.
    void open(FlowNode node) {
        Sheet now = sheet.get();
        switch (node.kind()) {
            case PEEL_CHAIN ->
                set(now.with(now.graph().withChainToggled(node.transactions().getFirst())));
            case MORE_OUTPUTS ->
                set(now.with(now.graph().withOutputsToggled(node.transactions().getFirst())));
            case MORE_INPUTS ->
                set(now.with(now.graph().withInputsToggled(node.transactions().getFirst())));
            case CONTINUES, TAGGED, STOPPED, SEED, UNSPENT, BURNED -> nextSpend();
            case SOURCE -> node.thing().ifPresent(this::showCreator);
            case TRANSACTION, COINBASE, COINJOIN -> expandOutputs();
        }
    }

    private void showCreator(Thing thing) {
        if (thing instanceof Thing.Output output && !OutputId.isBoundary(output.id())) {
            addCreators(List.of(output.id()));
        }
    }

    /// Shows or hides what a trace left out of the selected transaction.
    public void toggleHidden() {
        ofSelected().ifPresent(transaction -> {
            Sheet now = sheet.get();
            set(now.with(now.graph().withInputsToggled(transaction.id()).withOutputsToggled(transaction.id())));
        });
    }

    /// Folds or unfolds the peel chain that the selected transaction belongs to.
    public void toggleChain() {
        Sheet now = sheet.get();
        ofSelected()
                .ifPresent(transaction -> now.graph().chains().forEach((first, hops) -> {
                    if (hops.contains(transaction.id())) {
                        set(now.with(now.graph().withChainToggled(first)));
                    }
                }));
    }

    /// Takes the selected box off the sheet.
    public void remove() {
        nodeOf(selected.get()).ifPresent(node -> {
            Sheet now = sheet.get();
            if (node.kind().isTransaction()) {
                set(now.with(now.graph().without(new HashSet<>(node.transactions()))));
                selected.set(Optional.empty());
            }
        });
    }

    /// Places all boxes anew.
    public void arrange() {
        FlowGraph graph = sheet.get().graph();
        change(progress -> Sheet.arranged(graph), true);
    }

    /// An empty sheet.
    public void clear() {
        set(Sheet.EMPTY);
        trace = Optional.empty();
    }

    /// Moves a box; `first` begins a new step for undo.
    void move(String key, double dx, double dy, boolean first) {
        if (first) {
            remember();
        }
        sheet.set(sheet.get().moved(key, dx, dy));
    }

    public void undo() {
        if (!done.isEmpty()) {
            undone.push(sheet.get());
            sheet.set(done.pop());
            afterStep();
        }
    }

    public void redo() {
        if (!undone.isEmpty()) {
            done.push(sheet.get());
            sheet.set(undone.pop());
            afterStep();
        }
    }

    void select(Optional<FlowNode> node) {
        selected.set(node.flatMap(FlowNode::thing));
    }

    /// The box that stands for a thing.
    Optional<FlowNode> nodeOf(Optional<Thing> thing) {
        Map<String, FlowNode> nodes = sheet.get().picture().nodes();
        return thing.flatMap(sought ->
                nodes.values().stream().filter(node -> isFor(node, sought)).findFirst());
    }

    private static boolean isFor(FlowNode node, Thing sought) {
        return switch (sought) {
            case Thing.Transaction transaction ->
                node.kind().isTransaction() && node.transactions().contains(OutputId.transaction(transaction.id()));
            case Thing.Output output -> node.thing().filter(output::equals).isPresent();
            case Thing.Address address -> false;
            case Thing.Block block -> false;
        };
    }

    /// The selected transaction, or the one that created the selected output.
    private Optional<FlowTransaction> ofSelected() {
        return selected.get().flatMap(thing -> switch (thing) {
            case Thing.Transaction it -> transaction(it.id());
            case Thing.Output it -> transaction(it.id());
            case Thing.Address address -> Optional.empty();
            case Thing.Block block -> Optional.empty();
        });
    }

    private Optional<FlowTransaction> transaction(long id) {
        return OutputId.isBoundary(id)
                ? Optional.empty()
                : Optional.ofNullable(sheet.get().graph().transactions().get(OutputId.transaction(id)));
    }

    private void addCreators(List<Long> ids) {
        Sheet now = sheet.get();
        List<Long> missing = ids.stream()
                .filter(id -> !OutputId.isBoundary(id))
                .map(OutputId::transaction)
                .filter(id -> !now.graph().transactions().containsKey(id))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            change(
                    progress -> now.with(new Growth(chain).with(now.graph(), missing, progress)),
                    now.graph().transactions().isEmpty());
        }
    }

    private void change(Work.Task<Sheet> task, boolean fit) {
        int number = ++asked;
        job.get().ifPresent(Job::cancel);
        job.set(Optional.of(work.start(
                task,
                changed -> {
                    if (number == asked) {
                        job.set(Optional.empty());
                        set(changed);
                        fitWanted.set(fit || fitWanted.get());
                    }
                },
                failure -> {
                    if (number == asked) {
                        job.set(Optional.empty());
                        status.set(Failures.sentence(failure));
                    }
                })));
        if (!job.get().map(each -> each.running().get()).orElse(false)) {
            job.set(Optional.empty());
        }
    }

    private void set(Sheet changed) {
        remember();
        sheet.set(changed);
        afterStep();
    }

    private void remember() {
        done.push(sheet.get());
        while (done.size() > STEPS_KEPT) {
            done.removeLast();
        }
        undone.clear();
        afterStep();
    }

    private void afterStep() {
        canUndo.set(!done.isEmpty());
        canRedo.set(!undone.isEmpty());
        FlowPicture picture = sheet.get().picture();
        long outside = picture.nodes().values().stream()
                .filter(node -> node.kind() == FlowNode.Kind.CONTINUES)
                .count();
        status.set(
                picture.nodes().isEmpty()
                        ? ""
                        : texts.get(
                                "flow.status",
                                sheet.get().graph().transactions().size(),
                                outside));
    }
}
