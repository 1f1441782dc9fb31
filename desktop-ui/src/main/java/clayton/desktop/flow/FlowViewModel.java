package clayton.desktop.flow;

import clayton.chain.OutputId;
import clayton.desktop.flow.Holders.By;
import clayton.desktop.flow.Neighbours.Side;
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
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

    private final Texts texts;
    private final OpenChain chain;
    private final ReadOnlyObjectWrapper<Sheet> sheet = new ReadOnlyObjectWrapper<>(Sheet.EMPTY);
    private final ReadOnlyObjectWrapper<By> by = new ReadOnlyObjectWrapper<>(By.OUTPUTS);
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final LatestJob work;
    private final BoxSelection selection;
    private final BooleanProperty fitWanted = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<HeightRange>> brushed = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Map<Thing, Sign>> signs = new SimpleObjectProperty<>(Map.of());
    private final History history;
    private Optional<Shown> trace = Optional.empty();
    private Optional<Sheet> beforeDrag = Optional.empty();
    private List<Element> unknown = List.of();
    private boolean restoring;

    /// A trace as it was put on the sheet.
    private record Shown(Taint taint, boolean forward, int most) {}

    /// `selected` and `history` are shared with the other screens.
    public FlowViewModel(
            Work work, Texts texts, OpenChain chain, ObjectProperty<Optional<Thing>> selected, History history) {
        this.work = new LatestJob(work);
        this.texts = texts;
        this.chain = chain;
        this.selection = new BoxSelection(selected, () -> sheet.get().picture());
        this.history = history;
        sheet.subscribe(now -> by.set(now.graph().holders().by()));
    }

    /// Heights, both included.
    public record HeightRange(int from, int to) {
        public boolean holds(int height) {
            return height >= from && height <= to;
        }
    }

    ReadOnlyObjectProperty<Sheet> sheet() {
        return sheet.getReadOnlyProperty();
    }

    /// What stands between the transactions.
    public ReadOnlyObjectProperty<By> by() {
        return by.getReadOnlyProperty();
    }

    /// The next of the choices, after the last the first.
    public void showNext() {
        By[] all = By.values();
        show(all[(List.of(all).indexOf(by.get()) + 1) % all.length]);
    }

    BoxSelection selection() {
        return selection;
    }

    /// What is shown, or what went wrong.
    public ReadOnlyStringProperty status() {
        return status.getReadOnlyProperty();
    }

    /// Work on the sheet that is not done yet.
    public ReadOnlyObjectProperty<Optional<Job>> job() {
        return work.job();
    }

    /// Ends the work on the sheet, which stays as it is.
    public void cancel() {
        work.cancel();
    }

    /// The history that this is a part of.
    public History history() {
        return history;
    }

    /// Runs when other things are selected.
    public void chosenChanged(Runnable listener) {
        selection.chosen().subscribe(listener);
        selection.selected().subscribe(listener);
    }

    /// What a case says of things, to be drawn with their boxes.
    public ObjectProperty<Map<Thing, Sign>> signs() {
        return signs;
    }

    /// What the case says of a box; of an address or a cluster, of all it stands for.
    Optional<Sign> sign(FlowNode node) {
        Map<Thing, Sign> all = signs.get();
        if (all.isEmpty() || node.kind() == FlowNode.Kind.MORE_INPUTS || node.kind() == FlowNode.Kind.MORE_OUTPUTS) {
            return Optional.empty();
        }
        Set<Thing> held = node.held().things();
        Stream<Sign> ofHeld = held.size() < all.size()
                ? held.stream().map(all::get).filter(Objects::nonNull)
                : all.entrySet().stream()
                        .filter(each -> held.contains(each.getKey()))
                        .map(Map.Entry::getValue);
        return Stream.concat(node.thing().map(all::get).stream(), ofHeld)
                .distinct()
                .reduce(Sign::and);
    }

    /// Selects all boxes.
    public void chooseAll() {
        selection.choose(sheet.get().picture().nodes().keySet());
    }

    /// Selects things together, which need not be on the sheet; the last is the one that the screens show.
    public void select(List<Thing> things) {
        selection.select(things);
    }

    /// The things that are selected together.
    public List<Thing> things() {
        return selection.things();
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
        By held = by.get();
        change(
                progress -> Sheet.arranged(
                        new Growth(chain).traced(shown.taint(), shown.forward(), shown.most(), held, progress)),
                true,
                made -> {
                    drop();
                    Optional<Shown> before = trace;
                    trace = Optional.of(shown);
                    Sheet old = sheet.get();
                    sheet.set(relabelled(made));
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

    /// Puts other boxes between the transactions.
    public void show(By other) {
        Sheet now = sheet.get();
        if (other != by.get()) {
            change(
                    progress -> now.heldBy(new Growth(chain).held(now.graph(), other, progress)),
                    true,
                    made -> set(
                            made.caughtUp(now, sheet.get()),
                            new Deed("by", 1, new TreeMap<>(Map.of("by", other.toString())))));
        }
    }

    /// Holds the sheet still until [#restore] puts these on it, with these boxes between transactions.
    public void awaitRestore(List<Element> elements, By by) {
        sheet.set(empty(by));
        unknown = elements.stream().filter(element -> element.x() != null).toList();
        restoring = true;
    }

    /// Puts back what a case holds, which is no step of the history; a trace without a sheet is put on a fresh one.
    /// Until that is done nothing else changes the sheet.
    public void restore(List<Element> elements, By by, Subjects subjects, Taint taint, boolean forward) {
        awaitRestore(elements, by);
        restoring = false;
        trace = taint.isTraced() ? Optional.of(new Shown(taint, forward, FIRST_TRANSACTIONS)) : Optional.empty();
        boolean isPlaced = !unknown.isEmpty();
        change(
                progress -> isPlaced
                        ? KeptSheet.restored(elements, by, chain, subjects, taint, progress)
                        : new KeptSheet.Restored(
                                taint.isTraced()
                                        ? Sheet.arranged(new Growth(chain)
                                                .traced(taint, forward, FIRST_TRANSACTIONS, by, progress))
                                        : empty(by),
                                List.of()),
                true,
                restored -> {
                    unknown = restored.unknown();
                    put(restored.sheet());
                });
        restoring = job().get().isPresent();
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
        switch (thing) {
            case Thing.Transaction transaction -> addCreators(List.of(transaction.id()));
            case Thing.Output output -> addCreators(List.of(output.id()));
            case Thing.Address address -> addNeighbours(address, EnumSet.of(Side.CREATORS));
            case Thing.Cluster cluster -> addNeighbours(cluster, EnumSet.of(Side.CREATORS));
            case Thing.Block block -> addCreators(List.of(OutputId.of(block.height(), 0, OutputId.TRANSACTION)));
        }
        selection.select(thing);
    }

    /// Adds these transactions to the sheet.
    public void showAll(List<Long> transactions) {
        addCreators(transactions);
    }

    /// Shows a made-up picture of so many boxes, of outputs or of addresses, to measure how fast pictures are arranged
    /// and drawn.
    public void showMadeUp(int boxes, boolean ofAddresses) {
        trace = Optional.empty();
        change(
                progress -> {
                    FlowPicture picture = ofAddresses ? MadeUpPicture.ofAddresses(boxes) : MadeUpPicture.of(boxes);
                    return new Sheet(FlowGraph.EMPTY, picture, FlowLayout.arrange(picture), Set.of(), Map.of());
                },
                true,
                this::put);
    }

    /// How many boxes stand on the sheet.
    public int boxes() {
        return sheet.get().picture().nodes().size();
    }

    /// More transactions that pay or spend what an address or a cluster holds.
    private void addNeighbours(Thing holder, Set<Side> sides) {
        Sheet now = sheet.get();
        add(progress -> {
            Set<Long> more = new Neighbours(chain)
                    .of(holder, sides, now.graph().transactions().keySet(), progress);
            return now.with(new Growth(chain).with(now.graph(), more, progress));
        });
    }

    /// The transactions that created what the selected one spends, or that pay the selected address or cluster.
    public void expandInputs() {
        selectedHolder().ifPresent(holder -> addNeighbours(holder, EnumSet.of(Side.CREATORS)));
        ofSelected().ifPresent(transaction -> addCreators(Neighbours.creators(transaction)));
    }

    /// The transactions that spend the selected one's outputs, or those of the selected address or cluster.
    public void expandOutputs() {
        selectedHolder().ifPresent(holder -> addNeighbours(holder, EnumSet.of(Side.SPENDERS)));
        ofSelected().ifPresent(transaction -> addCreators(Neighbours.spenders(transaction)));
    }

    /// The transaction that spends the selected output, or the selected transaction's largest spent output.
    public void nextSpend() {
        if (selection.selected().get().orElse(null) instanceof Thing.Output output) {
            Sheet now = sheet.get();
            add(progress -> {
                long spender = chain.graph().output(output.id()).spender();
                if (spender == OutputId.UNSPENT) {
                    throw new IllegalArgumentException(texts.get("flow.unspent"));
                }
                return now.with(new Growth(chain).with(now.graph(), List.of(spender), progress));
            });
        } else {
            selectedHolder().ifPresent(holder -> addNeighbours(holder, EnumSet.of(Side.SPENDERS)));
            ofSelected()
                    .ifPresent(transaction -> addCreators(
                            Neighbours.spenders(transaction).stream().limit(1).toList()));
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
            case ADDRESS, CLUSTER -> node.thing().ifPresent(holder -> addNeighbours(holder, EnumSet.allOf(Side.class)));
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
        for (FlowNode node : selection.boxes()) {
            if (node.kind().isTransaction()) {
                gone.addAll(node.transactions());
            }
        }
        if (!gone.isEmpty()) {
            set(now.with(now.graph().without(gone)), Deed.of("remove", gone.size()));
            selection.selected().set(Optional.empty());
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
        set(empty(by.get()), Deed.of("clear"));
    }

    private static Sheet empty(By by) {
        return new Sheet(
                FlowGraph.EMPTY.with(new Holders(by, Map.of())), FlowPicture.EMPTY, Map.of(), Set.of(), Map.of());
    }

    /// Moves a box with all that are selected with it, while the mouse drags it; [#drop] ends that, and so does
    /// whatever else changes the sheet.
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
        Set<String> chosen = selection.chosen().get();
        return chosen.contains(key) ? chosen : Set.of(key);
    }

    /// Makes one step of all that was dragged; none if it came back to where it stood.
    void drop() {
        beforeDrag.ifPresent(before -> {
            beforeDrag = Optional.empty();
            int moved = sheet.get().movedSince(before).size();
            if (moved > 0) {
                record(before, sheet.get(), Deed.of("move", moved));
            }
        });
    }

    private void record(Sheet before, Sheet after, Deed deed) {
        history.did(deed, () -> put(before), () -> put(after));
    }

    /// Shows an earlier or later sheet; whatever is at work on this one is dropped.
    private void put(Sheet other) {
        dropWork();
        beforeDrag = Optional.empty();
        sheet.set(relabelled(other));
        selection.chooseSelected();
        describe();
    }

    /// Drops what is at work: on a sheet that is another now it would undo the change, and one that is no longer shown
    /// needs none.
    public void dropWork() {
        work.drop();
    }

    /// The selected address or cluster.
    private Optional<Thing> selectedHolder() {
        return selection
                .selected()
                .get()
                .filter(thing -> thing instanceof Thing.Address || thing instanceof Thing.Cluster);
    }

    /// The selected transaction, or the one that created the selected output.
    private Optional<FlowTransaction> ofSelected() {
        return selection.selected().get().flatMap(thing -> switch (thing) {
            case Thing.Transaction it -> transaction(it.id());
            case Thing.Output it -> transaction(it.id());
            case Thing.Address address -> Optional.empty();
            case Thing.Cluster cluster -> Optional.empty();
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
        work.start(
                task,
                made -> {
                    restoring = false;
                    done.accept(made);
                    describe();
                    fitWanted.set(fit || fitWanted.get());
                },
                failure -> {
                    restoring = false;
                    status.set(
                            failure instanceof CancellationException
                                    ? texts.get("flow.stopped")
                                    : Failures.sentence(failure));
                });
    }

    private void set(Sheet changed, Deed deed) {
        if (!restoring) {
            dropWork();
            drop();
            Sheet before = sheet.get();
            sheet.set(relabelled(changed)); // tags may have changed while it was made ready
            record(before, changed, deed);
            describe();
        }
    }

    private void describe() {
        selection.renew();
        FlowPicture picture = sheet.get().picture();
        long outside = picture.nodes().values().stream()
                .filter(node -> node.kind() == FlowNode.Kind.CONTINUES
                        || node.held().ends().contains(FlowNode.Kind.CONTINUES))
                .count();
        status.set(
                picture.nodes().isEmpty()
                        ? ""
                        : texts.get(
                                by.get() == By.CLUSTERS ? "flow.status.clusters" : "flow.status",
                                sheet.get().graph().transactions().size(),
                                outside));
    }
}
