package clayton.desktop.transaction;

import clayton.desktop.flow.FlowColours;
import clayton.desktop.form.Tables;
import clayton.desktop.session.Formats;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import clayton.desktop.transaction.Sankey.Flow;
import clayton.desktop.transaction.Sankey.Part;
import clayton.desktop.transaction.Sankey.Slot;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// The inputs and outputs of a transaction with the ranges between them, and the same as a table.
public final class TransactionView extends BorderPane {
    private static final double SIDE = 172;
    private static final double BAR = 12;

    /// Between two bars, so that their names stand apart; less where there are many.
    private static final double MOST_GAP = 14;

    private static final double MARGIN = 14;
    private static final Font FONT = Font.font("System", 11);

    private final TransactionViewModel model;
    private final Texts texts;
    private final Settings settings;
    private final Consumer<Thing> select;
    private final Picture picture;
    private final TableView<Flow> table = new TableView<>();

    /// `select` is told of the input or output a person points at.
    public TransactionView(TransactionViewModel model, Texts texts, Settings settings, Consumer<Thing> select) {
        this.model = model;
        this.texts = texts;
        this.settings = settings;
        this.select = select;
        this.picture = new Picture();
        getStyleClass().add("transaction");
        Label head = new Label();
        head.getStyleClass().add("panel-head");
        head.textProperty().bind(model.title());
        table.setId("flows");
        table.getStyleClass().addAll("dense", "striped");
        table.setAccessibleText(texts.get("transaction.accessible"));
        Label none = new Label(texts.get("transaction.empty"));
        none.getStyleClass().add("muted");
        table.setPlaceholder(none);
        column("transaction.from", 116, flow -> name(sankey().inputs().get(flow.input())), "plain");
        column("transaction.to", 116, flow -> name(sankey().outputs().get(flow.output())), "plain");
        column("transaction.offset", 150, this::offset, "number");
        column("transaction.sats", 146, flow -> formats().number(flow.sats()), "number");
        column("column.tainted", 146, flow -> formats().number(flow.taintedSats()), "number");
        SplitPane split = new SplitPane(picture, table);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.66);
        setTop(head);
        setCenter(split);
        model.sankey().subscribe(this::show);
        settings.formats().subscribe(() -> show(model.sankey().get()));
    }

    /// To be called when the style has changed: the picture takes the new colours.
    public void restyle() {
        picture.requestLayout();
    }

    private void show(Optional<Sankey> sankey) {
        table.getItems().setAll(sankey.map(Sankey::flows).orElse(List.of()));
        table.refresh();
        picture.requestLayout();
    }

    /// Only asked for while there is one.
    private Sankey sankey() {
        return model.sankey().get().orElseThrow();
    }

    private Formats formats() {
        return settings.formats().get();
    }

    private String offset(Flow flow) {
        return formats()
                .number(flow.startSats() - sankey().outputs().get(flow.output()).startSats());
    }

    private void column(String key, double width, Function<Flow, String> words, String style) {
        TableColumn<Flow, String> column = Tables.words(texts.get(key), width, words, style);
        column.setSortable(false);
        table.getColumns().add(column);
    }

    private String name(Slot slot) {
        return texts.get(
                "slot." + slot.kind().name().toLowerCase(Locale.ROOT), Integer.toString(slot.number()), slot.count());
    }

    /// Both sides in one scale: the same satoshis are as high on the left as on the right.
    private final class Picture extends Region {
        private final Canvas canvas = new Canvas();
        private final FlowColours colours = new FlowColours();

        Picture() {
            setAccessibleRole(AccessibleRole.IMAGE_VIEW);
            setAccessibleText(texts.get("transaction.picture"));
            setMinHeight(120);
            getChildren().addAll(colours, canvas);
            setOnMouseClicked(event ->
                    slotAt(event.getX(), event.getY()).flatMap(Slot::thing).ifPresent(select));
        }

        @Override
        protected void layoutChildren() {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            colours.applyCss();
            GraphicsContext g = canvas.getGraphicsContext2D();
            g.clearRect(0, 0, getWidth(), getHeight());
            model.sankey().get().ifPresent(sankey -> draw(g, sankey));
        }

        private double scale(Sankey sankey) {
            double room = getHeight() - 2 * MARGIN - gap(sankey) * Math.max(0, most(sankey) - 1);
            return Math.max(0, room) / Math.max(1, sankey.totalSats());
        }

        private double gap(Sankey sankey) {
            return Math.min(MOST_GAP, (getHeight() - 2 * MARGIN) / 2 / Math.max(1, most(sankey)));
        }

        private static int most(Sankey sankey) {
            return Math.max(sankey.inputs().size(), sankey.outputs().size());
        }

        /// Where a satoshi of the stream lies on the side whose slots these are.
        private double y(Sankey sankey, List<Slot> slots, int slot, long streamSats) {
            double unused = gap(sankey) * (most(sankey) - slots.size()) / 2;
            return MARGIN + unused + slot * gap(sankey) + streamSats * scale(sankey);
        }

        private void draw(GraphicsContext g, Sankey sankey) {
            for (Flow flow : sankey.flows()) {
                g.setGlobalAlpha(0.35);
                g.setFill(colours.share(0));
                ribbon(g, sankey, flow, flow.startSats(), flow.sats());
                g.setGlobalAlpha(0.85);
                g.setFill(colours.share(1));
                for (Part part : flow.tainted()) {
                    ribbon(g, sankey, flow, part.startSats(), part.sats());
                }
            }
            g.setGlobalAlpha(1);
            sankey.inputs().forEach(slot -> bar(g, sankey, sankey.inputs(), slot, true));
            sankey.outputs().forEach(slot -> bar(g, sankey, sankey.outputs(), slot, false));
        }

        private void ribbon(GraphicsContext g, Sankey sankey, Flow flow, long start, long sats) {
            double left = SIDE + BAR;
            double right = getWidth() - SIDE - BAR;
            double bend = (right - left) / 2;
            double inTop = y(sankey, sankey.inputs(), flow.input(), start);
            double outTop = y(sankey, sankey.outputs(), flow.output(), start);
            double high = Math.max(0.6, sats * scale(sankey));
            g.beginPath();
            g.moveTo(left, inTop);
            g.bezierCurveTo(left + bend, inTop, right - bend, outTop, right, outTop);
            g.lineTo(right, outTop + high);
            g.bezierCurveTo(right - bend, outTop + high, left + bend, inTop + high, left, inTop + high);
            g.closePath();
            g.fill();
        }

        private void bar(GraphicsContext g, Sankey sankey, List<Slot> slots, Slot slot, boolean left) {
            double top = y(sankey, slots, slot.number(), slot.startSats());
            double high = Math.max(1.5, slot.sats() * scale(sankey));
            double x = left ? SIDE : getWidth() - SIDE - BAR;
            Color colour = switch (slot.kind()) {
                case INPUT, OUTPUT, MORE -> colours.accent();
                case SUBSIDY, FEES, FEE, UNCLAIMED -> colours.border();
            };
            g.setFill(colour);
            g.fillRect(x, top, BAR, high);
            g.setFill(colours.text());
            g.setFont(FONT);
            g.setTextBaseline(VPos.CENTER);
            g.setTextAlign(left ? TextAlignment.RIGHT : TextAlignment.LEFT);
            g.fillText(
                    name(slot) + " · " + formats().brief(slot.sats()),
                    left ? SIDE - 8 : getWidth() - SIDE + 8,
                    top + high / 2,
                    SIDE - 14);
        }

        private Optional<Slot> slotAt(double x, double y) {
            return model.sankey().get().flatMap(sankey -> {
                boolean left = x < getWidth() / 2;
                List<Slot> slots = left ? sankey.inputs() : sankey.outputs();
                return slots.stream()
                        .filter(slot -> {
                            double top = y(sankey, slots, slot.number(), slot.startSats());
                            double beside = gap(sankey) / 2;
                            return y >= top - beside && y <= top + slot.sats() * scale(sankey) + beside;
                        })
                        .findFirst();
            });
        }
    }
}
