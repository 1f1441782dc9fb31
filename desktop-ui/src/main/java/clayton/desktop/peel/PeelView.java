package clayton.desktop.peel;

import clayton.desktop.form.Tables;
import clayton.desktop.peel.PeelViewModel.Hop;
import clayton.desktop.session.Formats;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The hops of a peel chain, and the reasons of the one that is selected.
public final class PeelView extends BorderPane {
    private final Texts texts;
    private final Settings settings;
    private final TableView<Hop> table = new TableView<>();
    private final VBox reasons = new VBox(4);

    /// `select` is told of the transaction a person points at, `showAll` of those to put on the sheet.
    public PeelView(
            PeelViewModel model, Texts texts, Settings settings, Consumer<Thing> select, Consumer<List<Long>> showAll) {
        this.texts = texts;
        this.settings = settings;
        Label status = new Label();
        status.setId("peel-status");
        status.setWrapText(true);
        status.textProperty().bind(model.status());
        HBox.setHgrow(status, Priority.ALWAYS);
        status.setMaxWidth(Double.MAX_VALUE);
        Button show = new Button(texts.get("peel.show"));
        show.setMinWidth(Region.USE_PREF_SIZE);
        show.disableProperty().bind(Bindings.isEmpty(model.hops()));
        show.setOnAction(event ->
                showAll.accept(model.hops().stream().map(Hop::transaction).toList()));
        HBox head = new HBox(status, show);
        head.getStyleClass().add("filters");
        table.setId("hops");
        table.setAccessibleText(texts.get("peel.accessible"));
        table.getStyleClass().addAll("dense", "striped");
        Label nothing = new Label(texts.get("peel.empty"));
        nothing.getStyleClass().add("muted");
        table.setPlaceholder(nothing);
        table.setItems(model.hops());
        column("peel.number", 40, hop -> Integer.toString(hop.number()), "number");
        column("column.height", 64, hop -> Integer.toString(hop.height()), "number");
        table.getColumns().add(Tables.names(texts.get("peel.txid"), 146, Hop::txid, "mono"));
        column("peel.peeled", 116, hop -> formats().number(hop.peeledSats()), "number");
        table.getColumns()
                .add(Tables.names(texts.get("peel.to"), 140, hop -> hop.tag().isEmpty() ? hop.to() : hop.tag()));
        column("peel.remaining", 116, hop -> formats().number(hop.remainingSats()), "number");
        column("peel.signs", 54, PeelView::signs, "number");
        table.getSelectionModel()
                .selectedItemProperty()
                .subscribe(hop -> Optional.ofNullable(hop).ifPresent(each -> {
                    explain(each);
                    select.accept(new Thing.Transaction(each.transaction()));
                }));
        model.hops().addListener((ListChangeListener<Hop>) change -> model.hops().stream()
                .findFirst()
                .ifPresentOrElse(this::explain, () -> reasons.getChildren().clear()));
        settings.formats().subscribe(table::refresh);
        reasons.getStyleClass().add("panel-body");
        ScrollPane why = new ScrollPane(reasons);
        why.setFitToWidth(true);
        why.getStyleClass().add("edge-to-edge");
        SplitPane split = new SplitPane(table, why);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.68);
        setTop(head);
        setCenter(split);
    }

    private static String signs(Hop hop) {
        return hop.reasons().size() + "/"
                + (hop.reasons().size() + hop.against().size());
    }

    private Formats formats() {
        return settings.formats().get();
    }

    private void column(String key, double width, Function<Hop, String> words, String style) {
        table.getColumns().add(Tables.words(texts.get(key), width, words, style));
    }

    private void explain(Hop hop) {
        reasons.getChildren().clear();
        line(texts.get("peel.why", hop.number()), "card-head");
        hop.reasons().forEach(reason -> line("✓ " + reason, "sign-for"));
        hop.against().forEach(reason -> line("✗ " + texts.get("peel.not", reason), "sign-against"));
    }

    private void line(String words, String style) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.getStyleClass().add(style);
        reasons.getChildren().add(label);
    }
}
