package clayton.desktop.trace;

import clayton.desktop.session.Formats;
import clayton.desktop.session.Job;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Texts;
import clayton.evidence.Direction;
import clayton.taint.CoinbaseOrder;
import clayton.taint.FeeRule;
import clayton.taint.Policies;
import clayton.taint.Proof;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

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
        VBox form = new VBox(seeds(), direction(), rules(), stops(), buttons(), progress(), outcome());
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
        return new VBox(4, small(texts.get("trace.seeds")), field);
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

    private GridPane rules() {
        GridPane grid = grid();
        row(
                grid,
                "trace.policy",
                choice("policy", Policies.ALL, model.policy(), each -> texts.get("policy." + each.name())));
        row(
                grid,
                "trace.coinbaseOrder",
                choice(
                        "coinbase-order",
                        List.of(CoinbaseOrder.values()),
                        model.coinbaseOrder(),
                        each -> texts.get("coinbaseOrder." + each)));
        row(
                grid,
                "trace.fees",
                choice("fees", List.of(FeeRule.values()), model.fees(), each -> texts.get("fees." + each)));
        row(grid, "trace.until", number("until", model.until(), "trace.until.prompt"));
        return grid;
    }

    private TitledPane stops() {
        CheckBox tags = new CheckBox(texts.get("trace.stopAtTags"));
        tags.selectedProperty().bindBidirectional(model.stopAtTags());
        CheckBox coinJoins = new CheckBox(texts.get("trace.stopAtCoinJoins"));
        coinJoins.selectedProperty().bindBidirectional(model.stopAtCoinJoins());
        GridPane grid = grid();
        row(grid, "trace.hops", number("hops", model.hops(), "trace.none"));
        row(grid, "trace.leastSats", number("least-sats", model.leastSats(), "trace.none"));
        row(grid, "trace.fromHeight", number("from-height", model.fromHeight(), "trace.none"));
        VBox body = new VBox(6, tags, coinJoins, grid);
        TitledPane pane = new TitledPane(texts.get("trace.stops"), body);
        pane.setExpanded(false);
        pane.setAnimated(false);
        pane.getStyleClass().add("dense");
        return pane;
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
        all.disableProperty().bind(model.job().map(Optional::isPresent));
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

    private VBox progress() {
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(texts.get("trace.progress"));
        bar.progressProperty()
                .bind(model.job()
                        .flatMap(job -> job.map(each -> each.state().map(Job.State::fraction))
                                .orElse(null))
                        .orElse(-1.0));
        Label words = small("");
        words.textProperty()
                .bind(model.job()
                        .flatMap(job ->
                                job.map(each -> each.state().map(this::words)).orElse(null))
                        .orElse(""));
        Button cancel = new Button(texts.get("cancel"));
        cancel.setOnAction(event -> model.cancel());
        VBox box = new VBox(6, bar, words, cancel);
        box.visibleProperty().bind(model.job().map(Optional::isPresent));
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private String words(Job.State state) {
        Formats formats = settings.formats().get();
        return state.total() > 0
                ? texts.get("job.of", state.work(), formats.count(state.done()), formats.count(state.total()))
                : state.work();
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
        GridPane sums = grid();
        sums.setId("sums");
        model.result().subscribe(() -> fill(sums));
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
                sums.addRow(sums.getRowCount(), small(texts.get("bucket." + sum.name())), amount);
            }
        });
    }

    private static GridPane grid() {
        GridPane grid = new GridPane(8, 6);
        ColumnConstraints label = new ColumnConstraints();
        label.setMinWidth(78);
        ColumnConstraints field = new ColumnConstraints();
        field.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(label, field);
        grid.setPadding(new Insets(2, 0, 2, 0));
        return grid;
    }

    private void row(GridPane grid, String key, Node field) {
        Label label = small(texts.get(key));
        label.setLabelFor(field);
        label.setTooltip(new Tooltip(texts.get(key + ".tip")));
        field.setAccessibleText(texts.get(key));
        grid.addRow(grid.getRowCount(), label, field);
    }

    private static Label small(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("field-label");
        return label;
    }

    private TextField number(String id, StringProperty property, String prompt) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(texts.get(prompt));
        field.textProperty().bindBidirectional(property);
        field.setOnAction(event -> model.trace());
        return field;
    }

    private static <T> ComboBox<T> choice(
            String id, List<T> values, ObjectProperty<T> property, Function<T, String> words) {
        ComboBox<T> box = new ComboBox<>(FXCollections.observableArrayList(values));
        box.setId(id);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException(text);
            }
        });
        box.valueProperty().bindBidirectional(property);
        return box;
    }
}
