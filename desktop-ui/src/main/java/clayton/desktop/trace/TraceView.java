package clayton.desktop.trace;

import clayton.desktop.form.Form;
import clayton.desktop.form.JobView;
import clayton.desktop.session.Formats;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Texts;
import clayton.evidence.Direction;
import clayton.taint.CoinbaseOrder;
import clayton.taint.FeeRule;
import clayton.taint.Policies;
import clayton.taint.Proof;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The panel that asks for a trace and says what came of it.
public final class TraceView extends BorderPane {
    private final TraceViewModel model;
    private final Texts texts;
    private final Settings settings;

    public TraceView(TraceViewModel model, Texts texts, Settings settings) {
        this.model = model;
        this.texts = texts;
        this.settings = settings;
        getStyleClass().add("panel");
        VBox form = new VBox(
                seeds(),
                direction(),
                rules(),
                stops(),
                buttons(),
                new JobView(model.running(), texts, "trace.progress"),
                outcome());
        form.getStyleClass().add("panel-body");
        ScrollPane scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        Label head = new Label(texts.get("trace.head"));
        head.getStyleClass().add("panel-head");
        setTop(head);
        setCenter(scroll);
    }

    private VBox seeds() {
        TextArea field = new TextArea();
        field.setId("seeds");
        field.setPromptText(texts.get("trace.seeds.prompt"));
        field.setAccessibleText(texts.get("trace.seeds"));
        field.setPrefRowCount(3);
        field.setWrapText(true);
        field.getStyleClass().add("mono");
        field.textProperty().bindBidirectional(model.seeds());
        return new VBox(4, Form.name(texts.get("trace.seeds")), field);
    }

    private HBox direction() {
        ToggleGroup group = new ToggleGroup();
        HBox row = new HBox();
        row.getStyleClass().add("segments");
        for (Direction each : Direction.values()) {
            ToggleButton button = new ToggleButton(texts.get("trace." + each));
            button.setId("direction-" + each);
            button.setToggleGroup(group);
            button.setMaxWidth(Double.MAX_VALUE);
            button.getStyleClass().add(each == Direction.FORWARD ? "left-pill" : "right-pill");
            HBox.setHgrow(button, Priority.ALWAYS);
            button.setOnAction(event -> model.direction().set(each));
            model.direction().subscribe(now -> button.setSelected(now == each));
            row.getChildren().add(button);
        }
        return row;
    }

    private Form rules() {
        Form grid = new Form(texts);
        row(
                grid,
                "trace.policy",
                Form.choice("policy", Policies.ALL, model.policy(), each -> texts.get("policy." + each.name())));
        row(
                grid,
                "trace.coinbaseOrder",
                Form.choice(
                        "coinbase-order",
                        List.of(CoinbaseOrder.values()),
                        model.coinbaseOrder(),
                        each -> texts.get("coinbaseOrder." + each)));
        row(
                grid,
                "trace.fees",
                Form.choice("fees", List.of(FeeRule.values()), model.fees(), each -> texts.get("fees." + each)));
        row(grid, "trace.until", number("until", model.until(), "trace.until.prompt"));
        return grid;
    }

    /// Its fields are made when it is first opened, so that the panel comes sooner.
    private TitledPane stops() {
        TitledPane pane = new TitledPane();
        pane.setText(texts.get("trace.stops"));
        pane.setId("stops");
        pane.setAnimated(false);
        pane.setExpanded(false);
        pane.getStyleClass().add("dense");
        pane.expandedProperty().subscribe(open -> {
            if (open && pane.getContent() == null) {
                pane.setContent(stopFields());
            }
        });
        return pane;
    }

    private VBox stopFields() {
        CheckBox tags = new CheckBox(texts.get("trace.stopAtTags"));
        tags.selectedProperty().bindBidirectional(model.stopAtTags());
        CheckBox coinJoins = new CheckBox(texts.get("trace.stopAtCoinJoins"));
        coinJoins.selectedProperty().bindBidirectional(model.stopAtCoinJoins());
        Form grid = new Form(texts);
        row(grid, "trace.hops", number("hops", model.hops(), "trace.none"));
        row(grid, "trace.leastSats", number("least-sats", model.leastSats(), "trace.none"));
        row(grid, "trace.fromHeight", number("from-height", model.fromHeight(), "trace.none"));
        return new VBox(6, tags, coinJoins, grid);
    }

    private VBox buttons() {
        Button trace = button("trace.run", model::trace);
        trace.getStyleClass().add("accent");
        trace.setDefaultButton(false);
        Button prove = button("trace.prove", model::prove);
        prove.disableProperty().bind(model.result().map(Optional::isEmpty));
        Button compare = button("trace.compare", model::compare);
        HBox second = new HBox(8, prove, compare);
        HBox.setHgrow(prove, Priority.ALWAYS);
        HBox.setHgrow(compare, Priority.ALWAYS);
        VBox all = new VBox(8, trace, second);
        all.disableProperty().bind(model.running().job().map(Optional::isPresent));
        return all;
    }

    private Button button(String key, Runnable action) {
        Button button = new Button(texts.get(key));
        button.setId(key);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setTooltip(new Tooltip(texts.get(key + ".tip")));
        button.setOnAction(event -> action.run());
        return button;
    }

    private VBox outcome() {
        Label status = new Label();
        status.setId("trace-status");
        status.setWrapText(true);
        status.textProperty().bind(model.status());
        status.visibleProperty().bind(model.status().isNotEmpty());
        status.managedProperty().bind(status.visibleProperty());
        Label seal = new Label();
        seal.setId("seal");
        seal.setWrapText(true);
        seal.getStyleClass().add("seal");
        seal.visibleProperty().bind(model.proof().map(Optional::isPresent));
        seal.managedProperty().bind(seal.visibleProperty());
        model.proof().subscribe(proof -> proof.ifPresent(each -> show(seal, each)));
        Form sums = new Form(texts);
        sums.setId("sums");
        model.result().subscribe(result -> fill(sums));
        settings.formats().subscribe(() -> fill(sums));
        return new VBox(8, status, seal, sums);
    }

    private void show(Label seal, Proof proof) {
        seal.setText(proof.held() ? texts.get("trace.seal.held", proof.ranges()) : texts.get("trace.seal.broken"));
        seal.getStyleClass().removeAll("held", "broken");
        seal.getStyleClass().add(proof.held() ? "held" : "broken");
    }

    private void fill(GridPane sums) {
        sums.getChildren().clear();
        model.result().get().ifPresent(result -> {
            Formats formats = settings.formats().get();
            for (TraceResult.Sum sum : result.sums()) {
                Label amount = new Label(formats.amount(sum.sats()));
                amount.getStyleClass().add("amount");
                amount.setMaxWidth(Double.MAX_VALUE);
                sums.addRow(sums.getRowCount(), Form.name(texts.get("bucket." + sum.name())), amount);
            }
        });
    }

    private void row(Form form, String key, Node field) {
        form.row(key, field).setTooltip(new Tooltip(texts.get(key + ".tip")));
    }

    private TextField number(String id, StringProperty property, String prompt) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(texts.get(prompt));
        field.textProperty().bindBidirectional(property);
        field.setOnAction(event -> model.trace());
        return field;
    }
}
