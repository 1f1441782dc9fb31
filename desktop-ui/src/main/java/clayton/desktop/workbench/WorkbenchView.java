package clayton.desktop.workbench;

import clayton.chain.OutPoint;
import clayton.desktop.flow.FlowView;
import clayton.desktop.inspector.InspectorView;
import clayton.desktop.inspector.InspectorView.Action;
import clayton.desktop.search.SearchView;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import clayton.desktop.timeline.TimelineView;
import clayton.desktop.trace.ComparisonView;
import clayton.desktop.trace.ResultView;
import clayton.desktop.trace.TraceView;
import clayton.evidence.Direction;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The screens of one opened chain: trace panel, the pictures and tables in tabs, inspector.
public final class WorkbenchView extends BorderPane {
    private final Workbench bench;
    private final FlowView flow;
    private final SearchView search;
    private final TabPane tabs = new TabPane();

    /// `menu` stands at the right end of the top bar.
    public WorkbenchView(Workbench bench, Texts texts, Settings settings, Node menu) {
        this.bench = bench;
        getStyleClass().add("workbench");
        flow = new FlowView(
                bench.flow(),
                texts,
                settings,
                () -> bench.traceSelected(Direction.FORWARD),
                () -> bench.traceSelected(Direction.BACKWARD));
        search = new SearchView(bench.search(), texts);
        TimelineView timeline = new TimelineView(bench.timeline(), texts, settings);
        SplitPane pictures = new SplitPane(flow, timeline);
        pictures.setOrientation(Orientation.VERTICAL);
        pictures.setDividerPositions(0.88);
        SplitPane.setResizableWithParent(timeline, false);
        add("flow", texts, pictures);
        add(
                "results",
                texts,
                new ResultView(
                        bench.result(),
                        texts,
                        settings,
                        thing -> bench.selected().set(Optional.of(thing)),
                        this::showOnSheet));
        add("compare", texts, new ComparisonView(bench.trace(), texts, settings, this::showOnSheet));
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.setId("tabs");
        TraceView trace = new TraceView(bench.trace(), texts, settings);
        InspectorView inspector = new InspectorView(bench.inspector(), texts, bench.flow()::show, actions());
        SplitPane columns = new SplitPane(trace, tabs, inspector);
        columns.setDividerPositions(0.215, 0.775);
        SplitPane.setResizableWithParent(trace, false);
        SplitPane.setResizableWithParent(inspector, false);
        setTop(bar(texts, menu));
        setCenter(columns);
        bench.trace().comparison().subscribe(compared -> compared.ifPresent(each -> show("compare")));
        bench.trace().result().subscribe(result -> result.ifPresent(each -> show("flow")));
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
        HBox bar = new HBox(name, search, chain, menu);
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
                        sheet -> sheet.thing().ifPresent(this::showOnSheet)));
    }

    private void trace(OutPoint seed, Direction direction) {
        bench.trace().direction().set(direction);
        bench.trace().seed(seed);
        bench.trace().trace();
    }

    public SearchView search() {
        return search;
    }

    public FlowView flow() {
        return flow;
    }

    public Workbench bench() {
        return bench;
    }
}
