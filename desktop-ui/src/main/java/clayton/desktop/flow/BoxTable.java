package clayton.desktop.flow;

import clayton.desktop.form.Tables;
import clayton.desktop.session.Formats;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/// The boxes of the sheet as a table, for those who do not see the picture or want exact sums. A row is selected and
/// opened as its box is. Rows are renewed only while it is seen.
final class BoxTable extends TableView<FlowNode> {
    private final FlowViewModel model;
    private final Texts texts;
    private final Settings settings;

    BoxTable(FlowViewModel model, Texts texts, Settings settings) {
        this.model = model;
        this.texts = texts;
        this.settings = settings;
        setId("boxes");
        setAccessibleText(texts.get("boxes.accessible"));
        getStyleClass().addAll("dense", "striped");
        Label nothing = new Label(texts.get("flow.empty"));
        nothing.getStyleClass().add("muted");
        nothing.setWrapText(true);
        setPlaceholder(nothing);
        add("boxes.kind", 110, node -> texts.get("box." + node.kind()), "plain");
        add(Tables.names(texts.get("boxes.name"), 220, this::name));
        add("column.height", 60, node -> Integer.toString(node.height()), "number");
        add("column.value", 112, node -> formats().number(node.sats()), "number");
        add(
                "column.tainted",
                112,
                node -> node.taintedSats() < 0 ? "" : formats().number(node.taintedSats()),
                "number");
        add("column.share", 62, node -> formats().share(node.taintedSats(), node.sats()), "number");
        add("fact.unspent", 112, node -> held(node, formats().number(node.held().unspentSats())), "number");
        add("fact.outputs", 66, node -> held(node, formats().count(node.number())), "number");
        add("column.state", 130, this::ends, "plain");
        getSelectionModel()
                .selectedItemProperty()
                .subscribe(node -> Optional.ofNullable(node).ifPresent(this::select));
        Tables.onOpen(this, model::open);
        model.sheet().subscribe(this::renew);
        visibleProperty().subscribe(this::renew);
        settings.formats().subscribe(this::refresh);
    }

    private void renew() {
        List<FlowNode> nodes =
                isVisible() ? List.copyOf(model.sheet().get().picture().nodes().values()) : List.of();
        setItems(FXCollections.observableList(nodes));
    }

    private void select(FlowNode node) {
        if (!model.selection().chosen().get().contains(node.key())) {
            model.selection().select(Optional.of(node));
        }
    }

    private String name(FlowNode node) {
        return switch (node.kind()) {
            case MORE_INPUTS, MORE_OUTPUTS, PEEL_CHAIN -> FlowPainter.title(node, texts, formats());
            default ->
                node.thing().orElse(null) instanceof Thing.Cluster cluster
                        ? node.name() + " · " + texts.get("flow.multiInput", cluster.scripts())
                        : node.name();
        };
    }

    private static String held(FlowNode node, String words) {
        return node.kind().isHolder() ? words : "";
    }

    /// What becomes of what a box holds, and what the case says of it.
    private String ends(FlowNode node) {
        return Stream.concat(
                        node.held().ends().stream().sorted().map(end -> texts.get("box." + end)),
                        model.sign(node).map(Sign::words).stream())
                .collect(Collectors.joining(", "));
    }

    private Formats formats() {
        return settings.formats().get();
    }

    private void add(String key, double width, Function<FlowNode, String> words, String style) {
        add(Tables.words(texts.get(key), width, words, style));
    }

    private void add(TableColumn<FlowNode, String> column) {
        column.setSortable(false);
        getColumns().add(column);
    }
}
