package clayton.desktop.flow;

import clayton.chain.OutputId;
import clayton.desktop.history.History;
import clayton.desktop.history.History.Deed;
import clayton.desktop.session.Failures;
import clayton.desktop.session.Job;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Subjects;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import clayton.desktop.session.Work;
import clayton.evidence.CaseDocument.Element;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
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

    private final Work work;
    private final Texts texts;
    private final OpenChain chain;
    private final ObjectProperty<Optional<Thing>> selected;
    private final ReadOnlyObjectWrapper<Sheet> sheet = new ReadOnlyObjectWrapper<>(Sheet.EMPTY);
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Job>> job = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty fitWanted = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<HeightRange>> brushed = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Set<String>> chosen = new ReadOnlyObjectWrapper<>(Set.of());
    private final ObjectProperty<Map<Thing, Sign>> signs = new SimpleObjectProperty<>(Map.of());
    private final History history;
    private Optional<Shown> trace = Optional.empty();
    private Optional<Sheet> beforeDrag = Optional.empty();
    private List<Element> unknown = List.of();
    private boolean restoring;
    private int asked;

    /// A trace as it was put on the sheet.
    private record Shown(Taint taint, boolean forward, int most) {}

    /// `selected` and `history` are shared with the other screens.
    public FlowViewModel(
            Work work, Texts texts, OpenChain chain, ObjectProperty<Optional<Thing>> selected, History history) {
        this.work = work;
        this.texts = texts;
        this.chain = chain;
        this.selected = selected;
        this.history = history;
        selected.subscribe(thing -> {
            if (!isIn(chosen.get(), thing)) {
                chooseSelected();
            }
        });
    }

    /// Heights, both included.
    public record HeightRange(int from, int to) {
        public boolean holds(int height) {
            return height >= from && height <= to;
        }
    }

    /// All of the sheet at one moment; `pinned` are the boxes that a person placed.
    record Sheet(FlowGraph graph, FlowPicture picture, Map<String, Spot> spots, Set<String> pinned) {
        Sheet(FlowGraph graph, FlowPicture picture, Map<String, Spot> spots) {
            this(graph, picture, spots, Set.of());
        }

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
            return new Sheet(other, drawn, Placement.place(drawn, spots), pinned);
        }

        /// All boxes placed anew.
        static Sheet arranged(FlowGraph graph) {
            FlowPicture drawn = FlowPicture.of(graph);
            return new Sheet(graph, drawn, FlowLayout.arrange(drawn));
        }

        Sheet moved(Set<String> keys, double dx, double dy) {
            Map<String, Spot> changed = new HashMap<>(spots);
            keys.forEach(key -> changed.computeIfPresent(key, (same, spot) -> new Spot(spot.x() + dx, spot.y() + dy)));
            Set<String> placed = new HashSet<>(pinned);
            placed.addAll(keys);
            return new Sheet(graph, picture, changed, placed);
        }

        /// With the boxes where they were moved to since `begun`, when the work on this sheet began.
        Sheet caughtUp(Sheet begun, Sheet now) {
            Map<String, Spot> changed = new HashMap<>(spots);
            now.spots().forEach((key, spot) -> {
                if (!spot.equals(begun.spots().get(key)) && changed.containsKey(key)) {
                    changed.put(key, spot);
                }
            });
            return new Sheet(graph, picture, changed, now.pinned());
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

    /// The history that this is a part of.
    public History history() {
        return history;
    }

    /// The keys of all boxes that are selected together.
    ReadOnlyObjectProperty<Set<String>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    /// Runs when other things are selected.
    public void chosenChanged(Runnable listener) {
        chosen.subscribe(listener);
        selected.subscribe(listener);
    }

    /// What a case says of things, to be drawn with their boxes.
    public ObjectProperty<Map<Thing, Sign>> signs() {
        return signs;
    }

    Optional<Sign> sign(FlowNode node) {
        boolean isItself = node.kind() != FlowNode.Kind.MORE_INPUTS && node.kind() != FlowNode.Kind.MORE_OUTPUTS;
        return node.thing().filter(thing -> isItself).map(signs.get()::get);
    }

    /// Selects these boxes together.
    void choose(Set<String> keys) {
        chosen.set(Set.copyOf(keys));
        if (!isIn(keys, selected.get())) {
            Map<String, FlowNode> nodes = sheet.get().picture().nodes();
            selected.set(keys.stream()
                    .filter(nodes::containsKey)
                    .sorted()
                    .map(nodes::get)
                    .findFirst()
                    .flatMap(FlowNode::thing));
        }
    }

    private boolean isIn(Set<String> keys, Optional<Thing> thing) {
        return nodeOf(thing).filter(node -> keys.contains(node.key())).isPresent();
    }

    /// Adds a box to those that are selected, or takes it out.
    void toggle(String key) {
        Set<String> keys = new HashSet<>(chosen.get());
        if (!keys.remove(key)) {
            keys.add(key);
        }
        choose(keys);
    }

    /// Selects all boxes.
    public void chooseAll() {
        choose(sheet.get().picture().nodes().keySet());
    }

    /// The things that are selected together: those of the chosen boxes, of a folded peel chain all hops; else what is
    /// selected elsewhere.
    public List<Thing> things() {
        Set<Thing> things = new LinkedHashSet<>();
        for (String key : chosen.get()) {
            FlowNode node = sheet.get().picture().nodes().get(key);
            if (node != null && node.kind().isTransaction()) {
                node.transactions().forEach(id -> things.add(new Thing.Transaction(id)));
            } else if (node != null && node.transactions().isEmpty()) {
                node.thing().ifPresent(things::add);
            }
        }
        if (things.isEmpty()) {
            selected.get().ifPresent(things::add);
        }
        return List.copyOf(things);
    }

    /// Set when the view should show the whole sheet; the view takes it back.
    public BooleanProperty fitWanted() {
        return fitWanted;
    }

    /// Heights to which the timeline narrows the picture; the rest is drawn faintly.
    public ObjectProperty<Optional<HeightRange>> brushed() {
        return brushed;
    }

    /// Puts a trace on a fresh sheet, the largest ways first; a part of the step that made the trace.
    public void showTrace(Taint taint, boolean forward, Optional<History.Step> cause) {
        show(new Shown(taint, forward, FIRST_TRANSACTIONS), cause, Deed.of("show-trace"));
    }

    /// The same trace with twice as many transactions.
    public void showMore() {
        trace.ifPresent(old ->
                show(new Shown(old.taint(), old.forward(), 2 * old.most()), Optional.empty(), Deed.of("show-more")));
    }

    private void show(Shown shown, Optional<History.Step> cause, Deed deed) {
        Optional<Shown> before = trace;
        trace = Optional.of(shown);
        change(
                progress -> Sheet.arranged(
                        new Growth(chain).traced(shown.taint(), shown.forward(), shown.most(), progress)),
                true,
                made -> {
                    Sheet old = sheet.get();
                    sheet.set(made);
                    history.followed(
                            cause,
                            deed,
                            () -> {
                                trace = before;
                                put(old);
                            },
                            () -> {
                                trace = Optional.of(shown);
                                put(made);
                            });
                });
    }

    /// Holds the sheet still until [#restore] puts these on it.
    public void awaitRestore(List<Element> elements) {
        unknown = elements.stream().filter(element -> element.x() != null).toList();
        restoring = true;
    }

    /// Puts back what a case holds, which is no step of the history; a trace without a sheet is put on a fresh one.
    /// Until that is done nothing else changes the sheet.
    public void restore(List<Element> elements, Subjects subjects, Taint taint, boolean forward) {
        awaitRestore(elements);
        restoring = false;
        trace = taint.isTraced() ? Optional.of(new Shown(taint, forward, FIRST_TRANSACTIONS)) : Optional.empty();
        boolean isPlaced = !unknown.isEmpty();
        change(
                progress -> isPlaced
                        ? KeptSheet.restored(elements, chain, subjects, taint, progress)
                        : new KeptSheet.Restored(
                                taint.isTraced()
                                        ? Sheet.arranged(
                                                new Growth(chain).traced(taint, forward, FIRST_TRANSACTIONS, progress))
                                        : Sheet.EMPTY,
                                List.of()),
                true,
                restored -> {
                    unknown = restored.unknown();
                    put(restored.sheet());
                });
        restoring = job.get().isPresent();
    }

    /// What is on the sheet now, for a case to keep.
    public KeptSheet kept() {
        return new KeptSheet(sheet.get(), unknown);
    }

    /// To be called when the tags of addresses have changed.
    public void relabel() {
        sheet.set(relabelled(sheet.get()));
    }

    private Sheet relabelled(Sheet old) {
        return old.graph()
                .relabelled(address -> chain.tagOf(Optional.of(address)))
                .map(old::with)
                .orElse(old);
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
        select(thing);
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
                true,
                this::put);
    }

    /// How many boxes stand on the sheet.
    public int boxes() {
        return sheet.get().picture().nodes().size();
    }

    /// The transactions that pay an address, the first few of them.
    private void showAddress(Thing.Address address) {
        Sheet now = sheet.get();
        select(address);
        add(progress -> now.with(new Growth(chain).with(now.graph(), creators(address), progress)));
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
            add(progress -> {
                long spender = chain.graph().output(output.id()).spender();
                if (spender == OutputId.UNSPENT) {
                    throw new IllegalArgumentException(texts.get("flow.unspent"));
                }
                return now.with(new Growth(chain).with(now.graph(), List.of(spender), progress));
            });
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
                set(now.with(now.graph().withChainToggled(node.transactions().getFirst())), Deed.of("fold"));
            case MORE_OUTPUTS ->
                set(now.with(now.graph().withOutputsToggled(node.transactions().getFirst())), Deed.of("fold"));
            case MORE_INPUTS ->
                set(now.with(now.graph().withInputsToggled(node.transactions().getFirst())), Deed.of("fold"));
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
            set(
                    now.with(now.graph().withInputsToggled(transaction.id()).withOutputsToggled(transaction.id())),
                    Deed.of("fold"));
        });
    }

    /// Folds or unfolds the peel chain that the selected transaction belongs to.
    public void toggleChain() {
        Sheet now = sheet.get();
        ofSelected()
                .ifPresent(transaction -> now.graph().chains().forEach((first, hops) -> {
                    if (hops.contains(transaction.id())) {
                        set(now.with(now.graph().withChainToggled(first)), Deed.of("fold"));
                    }
                }));
    }

    /// Takes the selected boxes off the sheet, as far as they are transactions.
    public void remove() {
        Sheet now = sheet.get();
        Set<Long> gone = new HashSet<>();
        for (String key : chosen.get()) {
            FlowNode node = now.picture().nodes().get(key);
            if (node != null && node.kind().isTransaction()) {
                gone.addAll(node.transactions());
            }
        }
        if (!gone.isEmpty()) {
            set(now.with(now.graph().without(gone)), Deed.of("remove", gone.size()));
            selected.set(Optional.empty());
        }
    }

    /// Places all boxes anew.
    public void arrange() {
        Sheet now = sheet.get();
        change(
                progress -> Sheet.arranged(now.graph()),
                true,
                made -> set(made, Deed.of("arrange", made.picture().nodes().size())));
    }

    /// An empty sheet.
    public void clear() {
        trace = Optional.empty();
        set(Sheet.EMPTY, Deed.of("clear"));
    }

    /// Moves a box with all that are selected with it, while the mouse drags it; [#drop] ends that.
    void drag(String key, double dx, double dy) {
        if (restoring) {
            return;
        }
        if (beforeDrag.isEmpty()) {
            beforeDrag = Optional.of(sheet.get());
        }
        sheet.set(sheet.get().moved(moving(key), dx, dy));
    }

    private Set<String> moving(String key) {
        return chosen.get().contains(key) ? chosen.get() : Set.of(key);
    }

    /// Makes one step of all that was dragged.
    void drop(String key) {
        beforeDrag.ifPresent(before -> {
            beforeDrag = Optional.empty();
            record(before, sheet.get(), Deed.of("move", moving(key).size()));
        });
    }

    private void record(Sheet before, Sheet after, Deed deed) {
        history.did(deed, () -> put(before), () -> put(after));
    }

    /// Shows an earlier or later sheet; whatever is at work on this one is dropped.
    private void put(Sheet other) {
        dropWork();
        sheet.set(relabelled(other));
        chooseSelected();
        describe();
    }

    /// Drops what is at work: on a sheet that is another now it would undo the change, and one that is no longer shown
    /// needs none.
    public void dropWork() {
        asked++;
        job.get().ifPresent(Job::cancel);
        job.set(Optional.empty());
    }

    /// Selects a thing alone, with its box if there is one.
    private void select(Thing thing) {
        selected.set(Optional.of(thing));
        chooseSelected();
    }

    private void chooseSelected() {
        chosen.set(nodeOf(selected.get()).map(FlowNode::key).map(Set::of).orElse(Set.of()));
    }

    void select(Optional<FlowNode> node) {
        chosen.set(node.map(FlowNode::key).map(Set::of).orElse(Set.of()));
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
            add(progress -> now.with(new Growth(chain).with(now.graph(), missing, progress)));
        }
    }

    /// Boxes more beside those that are there.
    private void add(Work.Task<Sheet> task) {
        Sheet begun = sheet.get();
        change(task, begun.graph().transactions().isEmpty(), grown -> {
            Sheet changed = grown.caughtUp(begun, sheet.get());
            int more = changed.graph().transactions().size()
                    - begun.graph().transactions().size();
            set(changed, Deed.of("add", more));
        });
    }

    /// Works on the sheet in the background; the last one who asks is answered.
    private <T> void change(Work.Task<T> task, boolean fit, Consumer<T> done) {
        if (restoring) {
            return;
        }
        int number = ++asked;
        job.get().ifPresent(Job::cancel);
        job.set(Optional.of(work.start(
                task,
                made -> {
                    if (number == asked) {
                        restoring = false;
                        job.set(Optional.empty());
                        done.accept(made);
                        describe();
                        fitWanted.set(fit || fitWanted.get());
                    }
                },
                failure -> {
                    if (number == asked) {
                        restoring = false;
                        job.set(Optional.empty());
                        status.set(Failures.sentence(failure));
                    }
                })));
        if (!job.get().map(each -> each.running().get()).orElse(false)) {
            job.set(Optional.empty());
        }
    }

    private void set(Sheet changed, Deed deed) {
        if (!restoring) {
            dropWork();
            Sheet before = sheet.get();
            sheet.set(changed);
            record(before, changed, deed);
            describe();
        }
    }

    private void describe() {
        Set<String> left = new HashSet<>(chosen.get());
        left.retainAll(sheet.get().picture().nodes().keySet());
        if (left.isEmpty()) {
            chooseSelected();
        } else {
            chosen.set(Set.copyOf(left));
        }
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
