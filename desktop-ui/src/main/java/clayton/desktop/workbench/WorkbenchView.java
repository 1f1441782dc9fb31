package clayton.desktop.workbench;

import clayton.chain.OutPoint;
import clayton.desktop.annotate.AnnotateView;
import clayton.desktop.casefile.CaseSaving;
import clayton.desktop.casefile.CaseView;
import clayton.desktop.cluster.ClusterView;
import clayton.desktop.export.ExportView;
import clayton.desktop.flow.FlowView;
import clayton.desktop.form.FileQuestions;
import clayton.desktop.inspector.InspectorView;
import clayton.desktop.inspector.InspectorView.Action;
import clayton.desktop.inspector.InspectorViewModel.Sheet;
import clayton.desktop.peel.PeelView;
import clayton.desktop.search.SearchView;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import clayton.desktop.timeline.TimelineView;
import clayton.desktop.trace.ComparisonView;
import clayton.desktop.trace.ResultView;
import clayton.desktop.trace.TraceView;
import clayton.desktop.transaction.TransactionView;
import clayton.evidence.Direction;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The screens of one opened chain: trace panel, the pictures and tables in tabs, inspector. They come into the window
/// one after the other, each made in one frame and shown in the next, so that no frame waits for all of them; one that
/// is asked for sooner comes at once.
public final class WorkbenchView extends BorderPane {
    private static final double CASE_WIDTH = 280;

    private final Workbench bench;
    private final SearchView search;
    private final Queue<Place<?>> unfilled = new ArrayDeque<>();
    private final Place<FlowView> flow;
    private final Place<TransactionView> transaction;
    private final Place<AnnotateView> annotate;
    private final CaseSaving saving;
    private final TabPane tabs = new TabPane();
    private final AnimationTimer filling = new AnimationTimer() {
        @Override
        public void handle(long now) {
            unfilled.removeIf(Place::isFilled);
            Place<?> next = unfilled.peek();
            if (next == null) {
                stop();
            } else if (next.made().isEmpty()) {
                next.screen();
            } else {
                next.fill();
            }
        }
    };

    /// `menu` stands at the right end of the top bar.
    public WorkbenchView(Workbench bench, Texts texts, Settings settings, FileQuestions questions, Node menu) {
        this.bench = bench;
        getStyleClass().add("workbench");
        flow = later(() -> {
            FlowView made = new FlowView(
                    bench.flow(),
                    texts,
                    settings,
                    () -> bench.traceSelected(Direction.FORWARD),
                    () -> bench.traceSelected(Direction.BACKWARD));
            made.addToMenu("menu.label", () -> annotate().take());
            made.addToMenu("menu.tag", () -> annotate().askTag());
            return made;
        });
        search = new SearchView(bench.search(), texts);
        SplitPane pictures = new SplitPane(flow, later(() -> new TimelineView(bench.timeline(), texts, settings)));
        pictures.setOrientation(Orientation.VERTICAL);
        pictures.setDividerPositions(0.88);
        SplitPane.setResizableWithParent(pictures.getItems().getLast(), false);
        Node trace = later(() -> new TraceView(bench.trace(), texts, settings));
        Node inspector = later(() -> new InspectorView(bench.inspector(), texts, bench.flow()::show, actions()));
        annotate = later(() -> new AnnotateView(bench.annotate(), texts));
        add("flow", texts, pictures);
        Place<ResultView> results = later(
                () -> new ResultView(bench.result(), texts, settings, questions, bench::select, this::showOnSheet));
        add("results", texts, results);
        add("compare", texts, later(() -> new ComparisonView(bench.trace(), texts, settings, this::showOnSheet)));
        transaction = later(() -> new TransactionView(bench.transaction(), texts, settings, this::select));
        add("transaction", texts, transaction);
        add(
                "peel",
                texts,
                later(() -> new PeelView(bench.peel(), texts, settings, this::select, this::showAllOnSheet)));
        add("cluster", texts, later(() -> new ClusterView(bench.cluster(), texts, this::select)));
        add(
                "export",
                texts,
                later(() -> new ExportView(bench.export(), texts, part -> flow().picture(part), questions)));
        saving = new CaseSaving(
                bench.ofCase(), texts, questions, () -> getScene().getWindow());
        add(
                "case",
                texts,
                later(() -> new CaseView(
                        bench.ofCase(), bench.annotate(), texts, bench::show, this::search, saving::save)));
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.setId("tabs");
        tabs.getSelectionModel().selectedItemProperty().subscribe(tab -> {
            if (tab.getContent() instanceof Place<?> place) {
                place.fill();
                if (place == results) {
                    results.screen().fill();
                }
            }
        });
        SplitPane right = new SplitPane(inspector, annotate);
        right.setOrientation(Orientation.VERTICAL);
        right.setDividerPositions(0.66);
        SplitPane columns = new SplitPane(trace, tabs, right);
        columns.setDividerPositions(0.215, 0.775);
        SplitPane.setResizableWithParent(trace, false);
        SplitPane.setResizableWithParent(right, false);
        setTop(bar(texts, menu));
        setCenter(columns);
        bench.trace().comparison().subscribe(compared -> {
            if (compared.isPresent() && bench.trace().comparisonIsAsked()) {
                show("compare");
            }
        });
        bench.trace().result().subscribe(result -> result.ifPresent(each -> show("flow")));
        filling.start();
    }

    private <S extends Node> Place<S> later(Supplier<S> screen) {
        Place<S> place = new Place<>(screen);
        unfilled.add(place);
        return place;
    }

    /// Whether all screens are there.
    public boolean isWhole() {
        return unfilled.stream().allMatch(Place::isFilled);
    }

    private void add(String id, Texts texts, Node content) {
        Tab tab = new Tab(texts.get("tab." + id), content);
        tab.setId(id);
        tabs.getTabs().add(tab);
    }

    /// Brings a tab to the front.
    public void show(String id) {
        tabs.getTabs().stream()
                .filter(tab -> id.equals(tab.getId()))
                .findFirst()
                .ifPresent(tabs.getSelectionModel()::select);
    }

    private void select(Thing thing) {
        bench.selected().set(Optional.of(thing));
    }

    private void search(String subject) {
        show("flow");
        bench.search().text().set(subject);
        bench.search().search();
    }

    private void showAllOnSheet(List<Long> transactions) {
        show("flow");
        bench.flow().showAll(transactions);
    }

    private void showOnSheet(Thing thing) {
        show("flow");
        bench.flow().show(thing);
    }

    private HBox bar(Texts texts, Node menu) {
        Label name = new Label(texts.get("app.name"));
        name.getStyleClass().add("app-name");
        var info = bench.chain().info();
        Label chain = new Label(texts.get(
                "bar.chain", info.network().name(), Integer.toString(info.from()), Integer.toString(info.to())));
        chain.getStyleClass().add("muted");
        chain.setMinWidth(Label.USE_PREF_SIZE);
        HBox.setHgrow(search, Priority.ALWAYS);
        Label ofCase = new Label();
        ofCase.setId("case-name");
        ofCase.setMinWidth(CASE_WIDTH / 2);
        ofCase.setMaxWidth(CASE_WIDTH);
        ofCase.textProperty().bind(bench.ofCase().title());
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(ofCase.textProperty());
        ofCase.setTooltip(whole);
        Label unsaved = new Label(texts.get("case.notSaved"));
        unsaved.setId("case-unsaved");
        unsaved.getStyleClass().add("unsaved");
        unsaved.setMinWidth(Label.USE_PREF_SIZE);
        unsaved.visibleProperty().bind(bench.ofCase().saved().not());
        unsaved.managedProperty().bind(unsaved.visibleProperty());
        HBox bar = new HBox(name, ofCase, unsaved, search, chain, menu);
        bar.getStyleClass().add("top-bar");
        return bar;
    }

    private List<Action> actions() {
        return List.of(
                new Action(
                        "action.traceForward",
                        sheet -> sheet.outputs().size() == 1,
                        sheet -> trace(sheet.outputs().getFirst(), Direction.FORWARD)),
                new Action(
                        "action.traceBackward",
                        sheet -> sheet.outputs().size() == 1,
                        sheet -> trace(sheet.outputs().getFirst(), Direction.BACKWARD)),
                new Action(
                        "action.seed",
                        sheet -> !sheet.outputs().isEmpty(),
                        sheet -> sheet.outputs().forEach(bench.trace()::addSeed)),
                new Action(
                        "action.show",
                        sheet -> sheet.thing().isPresent(),
                        sheet -> sheet.thing().ifPresent(this::showOnSheet)),
                new Action("action.ranges", WorkbenchView::isTransaction, sheet -> show("transaction")),
                new Action(
                        "action.peel", sheet -> sheet.thing().orElse(null) instanceof Thing.Output, this::followPeel),
                new Action("action.cluster", sheet -> sheet.address().isPresent(), this::showCluster));
    }

    private static boolean isTransaction(Sheet sheet) {
        return sheet.thing().orElse(null) instanceof Thing.Transaction
                || sheet.thing().orElse(null) instanceof Thing.Output;
    }

    private void followPeel(Sheet sheet) {
        if (sheet.thing().orElse(null) instanceof Thing.Output output) {
            show("peel");
            bench.peel().follow(output.id());
        }
    }

    private void showCluster(Sheet sheet) {
        show("cluster");
        sheet.address().ifPresent(bench.cluster()::show);
    }

    private void trace(OutPoint seed, Direction direction) {
        bench.trace().direction().set(direction);
        bench.trace().seed(seed);
        bench.trace().trace();
    }

    /// To be called when the style has changed: pictures take the new colours.
    public void restyle() {
        flow.made().ifPresent(FlowView::restyle);
        transaction.made().ifPresent(TransactionView::restyle);
    }

    public SearchView search() {
        return search;
    }

    public AnnotateView annotate() {
        annotate.fill();
        return annotate.screen();
    }

    /// The saving of the case, with its questions.
    public CaseSaving saving() {
        return saving;
    }

    public FlowView flow() {
        return flow.screen();
    }

    public Workbench bench() {
        return bench;
    }
}
