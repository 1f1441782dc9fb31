package clayton.desktop.trace;

import clayton.desktop.form.Tables;
import clayton.desktop.session.Formats;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import clayton.evidence.Comparison;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The same seeds by every policy, side by side, and of each what it alone calls tainted.
public final class ComparisonView extends BorderPane {
    private static final double LONGEST_BAR = 150;

    private final TraceViewModel model;
    private final Texts texts;
    private final Settings settings;
    private final HBox cards = new HBox();
    private final TableView<Comparison.Item> only = new TableView<>();
    private final Label head = new Label();

    /// `open` is told of the output a person opens.
    public ComparisonView(TraceViewModel model, Texts texts, Settings settings, Consumer<Thing> open) {
        this.model = model;
        this.texts = texts;
        this.settings = settings;
        getStyleClass().add("comparison");
        cards.getStyleClass().add("cards");
        head.getStyleClass().add("panel-head");
        only.setId("only");
        only.getStyleClass().addAll("dense", "striped");
        only.setAccessibleText(texts.get("compare.only.accessible"));
        Label nothing = new Label(texts.get("compare.only.none"));
        nothing.getStyleClass().add("muted");
        only.setPlaceholder(nothing);
        only.getColumns()
                .add(Tables.names(
                        texts.get("column.outpoint"),
                        490,
                        item -> item.outPoint().toString(),
                        "mono"));
        column("column.tainted", 120, item -> sats(item.sats()), "number");
        column("column.state", 84, item -> texts.get(item.unspent() ? "state.unspent" : "state.spent"), "plain");
        Tables.onOpen(only, item -> open.accept(new Thing.Output(item.id())));
        BorderPane below = new BorderPane(only);
        below.setTop(head);
        SplitPane split = new SplitPane(cards, below);
        split.setOrientation(javafx.geometry.Orientation.VERTICAL);
        split.setDividerPositions(0.45);
        SplitPane.setResizableWithParent(cards, false);
        setCenter(split);
        model.comparison().subscribe(this::fill);
        settings.formats().subscribe(this::fill);
        fill();
    }

    private Formats formats() {
        return settings.formats().get();
    }

    private String sats(OptionalLong sats) {
        return sats.isPresent() ? formats().number(sats.getAsLong()) : texts.get("compare.several");
    }

    private void column(String key, double width, Function<Comparison.Item, String> words, String style) {
        only.getColumns().add(Tables.words(texts.get(key), width, words, style));
    }

    private void fill() {
        cards.getChildren().clear();
        if (model.comparison().get().isEmpty()) {
            Label empty = new Label(texts.get("compare.empty"));
            empty.getStyleClass().add("muted");
            empty.setWrapText(true);
            cards.getChildren().add(empty);
            return;
        }
        Comparison comparison = model.comparison().get().get();
        long most = comparison.rows().stream()
                .mapToLong(row -> row.unspentSats().orElse(0))
                .max()
                .orElse(1);
        for (Comparison.Row row : comparison.rows()) {
            VBox card = card(comparison, row, most);
            HBox.setHgrow(card, Priority.ALWAYS);
            cards.getChildren().add(card);
        }
        show(comparison.rows().getFirst());
    }

    private VBox card(Comparison comparison, Comparison.Row row, long most) {
        Label name = new Label(texts.get("policy." + row.policy()));
        name.getStyleClass().add("card-head");
        VBox card = new VBox(
                name,
                fact("compare.outputs", formats().count(row.outputs())),
                fact("compare.addresses", formats().count(row.addresses())));
        if (comparison.isForward()) {
            card.getChildren().add(fact("compare.unspent", sats(row.unspentSats())));
            Region bar = new Region();
            bar.getStyleClass().add("bar");
            bar.setMaxWidth(Math.max(2, LONGEST_BAR * row.unspentSats().orElse(0) / Math.max(1, most)));
            card.getChildren().add(bar);
            OptionalLong share = comparison.sharePpm(row);
            card.getChildren()
                    .add(fact(
                            "compare.share",
                            share.isPresent()
                                    ? String.format(Locale.ROOT, "%.2f %%", share.getAsLong() / 10_000.0)
                                    : ""));
        }
        card.getChildren()
                .add(fact("compare.only", formats().count(row.only().outputs().size())));
        card.getStyleClass().add("card");
        card.setId("card-" + row.policy());
        card.setFocusTraversable(true);
        card.setAccessibleText(texts.get("policy." + row.policy()));
        card.setOnMouseClicked(event -> show(row));
        card.setOnKeyPressed(event -> {
            if (event.getCode() == javafx.scene.input.KeyCode.ENTER
                    || event.getCode() == javafx.scene.input.KeyCode.SPACE) {
                show(row);
            }
        });
        return card;
    }

    private VBox fact(String key, String words) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().add("field-label");
        Label value = new Label(words);
        value.getStyleClass().add("card-value");
        return new VBox(label, value);
    }

    private void show(Comparison.Row row) {
        cards.getChildren().forEach(card -> {
            card.getStyleClass().remove("chosen");
            if (("card-" + row.policy()).equals(card.getId())) {
                card.getStyleClass().add("chosen");
            }
        });
        head.setText(texts.get(
                "compare.only.head",
                texts.get("policy." + row.policy()),
                row.only().outputs().size()));
        List<Comparison.Item> items = row.only().outputs().stream()
                .sorted(Comparator.comparingLong(
                                (Comparison.Item item) -> item.sats().orElse(0))
                        .reversed()
                        .thenComparing(Comparison.Item::outPoint))
                .toList();
        only.getItems().setAll(items);
    }
}
