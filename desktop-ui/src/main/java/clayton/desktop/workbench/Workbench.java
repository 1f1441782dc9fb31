package clayton.desktop.workbench;

import clayton.desktop.annotate.AnnotateViewModel;
import clayton.desktop.casefile.CaseViewModel;
import clayton.desktop.casefile.OpenedCase;
import clayton.desktop.cluster.ClusterViewModel;
import clayton.desktop.export.ExportViewModel;
import clayton.desktop.flow.FlowViewModel;
import clayton.desktop.history.History;
import clayton.desktop.inspector.InspectorViewModel;
import clayton.desktop.peel.PeelViewModel;
import clayton.desktop.search.SearchViewModel;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Subjects;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import clayton.desktop.session.Work;
import clayton.desktop.store.Login;
import clayton.desktop.timeline.TimelineViewModel;
import clayton.desktop.trace.ResultRow;
import clayton.desktop.trace.ResultViewModel;
import clayton.desktop.trace.TraceResult;
import clayton.desktop.trace.TraceViewModel;
import clayton.desktop.transaction.TransactionViewModel;
import clayton.evidence.CaseDocument;
import clayton.evidence.CaseTrace.Stowed;
import clayton.evidence.Comparison;
import clayton.evidence.Direction;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// All view models over one opened chain, and what one tells the others: a search shows what it found, a trace fills
/// graph, table and timeline, a mark in the timeline narrows both.
public final class Workbench {
    private final OpenChain chain;
    private final ObjectProperty<Optional<Thing>> selected = new SimpleObjectProperty<>(Optional.empty());
    private final FlowViewModel flow;
    private final SearchViewModel search;
    private final TraceViewModel trace;
    private final ResultViewModel result;
    private final TimelineViewModel timeline;
    private final InspectorViewModel inspector;
    private final TransactionViewModel transaction;
    private final PeelViewModel peel;
    private final ClusterViewModel cluster;
    private final History history;
    private final AnnotateViewModel annotate;
    private final CaseViewModel ofCase;
    private final ExportViewModel export;

    /// `login` says which Neo4j is published to.
    public Workbench(Work work, Texts texts, Settings settings, OpenedCase opened, Login login) {
        chain = opened.chain();
        history = new History(texts);
        Subjects subjects = new Subjects(chain);
        flow = new FlowViewModel(work, texts, chain, selected, history);
        annotate = new AnnotateViewModel(work, texts, chain, subjects, history, flow, this::relabel);
        ofCase = new CaseViewModel(work, texts, opened, subjects, history, flow, annotate);
        search = new SearchViewModel(work, texts, chain, flow::show);
        trace = new TraceViewModel(work, texts, chain, ofCase::stow, this::take, this::take);
        result = new ResultViewModel(work, texts);
        timeline = new TimelineViewModel(work);
        inspector = new InspectorViewModel(work, texts, chain, settings.formats(), selected);
        transaction = new TransactionViewModel(work, texts, chain, selected, trace.result());
        peel = new PeelViewModel(work, texts, chain);
        cluster = new ClusterViewModel(work, texts, chain);
        export = new ExportViewModel(work, texts, chain, trace, ofCase, login);
        flow.by().subscribe(by -> export.by().set(by));
        timeline.brushed().subscribe(range -> {
            flow.brushed().set(range);
            result.heights()
                    .set(range.map(each -> new ResultViewModel.Heights(each.from(), each.to()))
                            .orElse(ResultViewModel.Heights.ALL));
        });
        ofCase.restore(trace, this::showResult);
    }

    private void take(TraceResult traced, Stowed stowed) {
        Optional<TraceResult> before = trace.result().get();
        History.Step step =
                ofCase.traced(stowed, Optional.of(stowed.trace().name()), () -> showResult(Optional.of(traced)), () -> {
                    flow.dropWork();
                    showResult(before);
                });
        flow.showTrace(traced.taint(), traced.isForward(), Optional.of(step));
    }

    private void take(Comparison compared, Stowed stowed) {
        Optional<Comparison> before = trace.comparison().get();
        ofCase.traced(
                stowed,
                ofCase.shown().get(),
                () -> trace.take(Optional.of(compared), true),
                () -> trace.take(before, false));
    }

    private void showResult(Optional<TraceResult> shown) {
        trace.take(shown);
        List<ResultRow> rows = shown.map(TraceResult::rows).orElse(List.of());
        result.take(rows);
        timeline.take(rows);
    }

    /// Shows another of the case's traces.
    public void show(CaseDocument.Trace asked) {
        ofCase.show(asked, trace, trace.result().get(), this::showResult);
    }

    private void relabel() {
        result.relabel(address -> chain.attributionOf(Optional.of(address)));
        inspector.renew();
    }

    /// Selects things together, which need not be on the sheet; the last is the one that the screens show. Nothing is
    /// no choice: a table says so whenever it gets other rows.
    public void select(List<Thing> things) {
        if (!things.isEmpty()) {
            flow.select(things);
            annotate.look(things);
        }
    }

    /// Traces the selected output with the rules that are set; of a transaction or an address nothing is traced by
    /// itself, because it has several.
    public void traceSelected(Direction direction) {
        if (selected.get().orElse(null) instanceof Thing.Output output) {
            trace.withOutPoint(output.id(), outPoint -> {
                trace.direction().set(direction);
                trace.seed(outPoint);
                trace.trace();
            });
        }
    }

    /// Ends all work and closes the case with its chain.
    public void close() {
        trace.running().cancel();
        export.running().cancel();
        cluster.cancel();
        ofCase.close();
    }

    public OpenChain chain() {
        return chain;
    }

    public ObjectProperty<Optional<Thing>> selected() {
        return selected;
    }

    public FlowViewModel flow() {
        return flow;
    }

    public SearchViewModel search() {
        return search;
    }

    public TraceViewModel trace() {
        return trace;
    }

    public ResultViewModel result() {
        return result;
    }

    public TimelineViewModel timeline() {
        return timeline;
    }

    public TransactionViewModel transaction() {
        return transaction;
    }

    public PeelViewModel peel() {
        return peel;
    }

    public History history() {
        return history;
    }

    public AnnotateViewModel annotate() {
        return annotate;
    }

    /// The case that the work belongs to.
    public CaseViewModel ofCase() {
        return ofCase;
    }

    public ClusterViewModel cluster() {
        return cluster;
    }

    public ExportViewModel export() {
        return export;
    }

    public InspectorViewModel inspector() {
        return inspector;
    }
}
