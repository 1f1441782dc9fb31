package clayton.desktop.transaction;

import clayton.chain.OutputId;
import clayton.chain.TransactionView;
import clayton.desktop.session.Failures;
import clayton.desktop.session.Formats;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import clayton.desktop.session.Work;
import clayton.desktop.trace.TraceResult;
import clayton.taint.Fifo;
import clayton.taint.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/// The selected transaction (or the one that created the selected output), with the ranges of satoshis that fifo moves
/// from its inputs to its outputs. Taint is shown if the trace at hand is by fifo, too.
public final class TransactionViewModel {
    private final Work work;
    private final Texts texts;
    private final OpenChain chain;
    private final ObservableValue<Optional<TraceResult>> trace;
    private final ReadOnlyObjectWrapper<Optional<Sankey>> sankey = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private int asked;

    public TransactionViewModel(
            Work work,
            Texts texts,
            OpenChain chain,
            ObservableValue<Optional<Thing>> selected,
            ObservableValue<Optional<TraceResult>> trace) {
        this.work = work;
        this.texts = texts;
        this.chain = chain;
        this.trace = trace;
        selected.subscribe(this::show);
        trace.subscribe(() -> show(selected.getValue()));
    }

    private record Shown(Sankey sankey, String title) {}

    private void show(Optional<Thing> thing) {
        Optional<Long> transaction = thing.flatMap(TransactionViewModel::transaction);
        int number = ++asked;
        if (transaction.isEmpty()) {
            sankey.set(Optional.empty());
            title.set(texts.get("transaction.empty"));
            return;
        }
        long id = transaction.get();
        Map<Long, List<Run>> runs = trace.getValue()
                .filter(result -> result.trace().settings().policy() instanceof Fifo)
                .map(TraceResult::runs)
                .orElse(Map.of());
        work.start(
                progress -> {
                    TransactionView view = new TransactionView();
                    chain.graph().read(id, view);
                    return new Shown(
                            Sankey.of(view, runs),
                            texts.get(
                                    "transaction.title",
                                    Formats.shortened(chain.graph().txid(id).toString(), 16, 12),
                                    Integer.toString(OutputId.height(id))));
                },
                shown -> {
                    if (number == asked) {
                        sankey.set(Optional.of(shown.sankey()));
                        title.set(shown.title());
                    }
                },
                failure -> {
                    if (number == asked) {
                        sankey.set(Optional.empty());
                        title.set(Failures.sentence(failure));
                    }
                });
    }

    private static Optional<Long> transaction(Thing thing) {
        return switch (thing) {
            case Thing.Transaction it -> Optional.of(it.id());
            case Thing.Output it ->
                OutputId.isBoundary(it.id()) ? Optional.empty() : Optional.of(OutputId.transaction(it.id()));
            case Thing.Address it -> Optional.empty();
            case Thing.Cluster it -> Optional.empty();
            case Thing.Block it -> Optional.of(OutputId.of(it.height(), 0, OutputId.TRANSACTION));
        };
    }

    public ReadOnlyObjectProperty<Optional<Sankey>> sankey() {
        return sankey.getReadOnlyProperty();
    }

    /// What is shown, or why nothing is.
    public ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }
}
