package clayton.desktop.flow;

import clayton.desktop.session.Settings;
import clayton.desktop.session.Texts;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// The flow graph with its tools, its legend and a map of the whole.
public final class FlowView extends BorderPane {
    private final FlowViewModel model;
    private final Texts texts;
    private final FlowCanvas canvas;
    private final Minimap minimap;
    private final ContextMenu menu = new ContextMenu();
    private final BooleanProperty asTable = new SimpleBooleanProperty();

    /// `traceFrom` is what *Trace from here* does, forward or backward, with what is selected.
    public FlowView(
            FlowViewModel model, Texts texts, Settings settings, Runnable traceForward, Runnable traceBackward) {
        this.model = model;
        this.texts = texts;
        this.canvas = new FlowCanvas(model, texts, settings);
        this.minimap = new Minimap(canvas);
        getStyleClass().add("flow-view");
        Label empty = new Label(texts.get("flow.empty"));
        empty.getStyleClass().add("flow-empty");
        empty.setWrapText(true);
        empty.setMouseTransparent(true);
        empty.visibleProperty()
                .bind(model.sheet().map(sheet -> sheet.picture().nodes().isEmpty()));
        minimap.visibleProperty()
                .bind(model.sheet().map(sheet -> sheet.picture().nodes().size() > 1));
        FlowPane legend = legend();
        legend.visibleProperty().bind(minimap.visibleProperty());
        StackPane sheet = new StackPane(canvas, empty, minimap, legend);
        StackPane.setAlignment(minimap, Pos.BOTTOM_RIGHT);
        StackPane.setAlignment(legend, Pos.BOTTOM_LEFT);
        setTop(new FlowTools(model, texts, canvas, asTable));
        setCenter(sheet);
        asTable.subscribe(wanted -> {
            if (wanted && !(sheet.getChildren().getLast() instanceof BoxTable)) {
                BoxTable table = new BoxTable(model, texts, settings);
                table.visibleProperty().bind(asTable);
                sheet.getChildren().add(table);
            }
        });
        fillMenu(traceForward, traceBackward);
        canvas.onContextMenu(node -> menu.show(canvas, Side.TOP, menuX(node), menuY(node)));
    }

    /// To be called when the style has changed: the pictures take the new colours.
    public void restyle() {
        canvas.colours().applyCss();
        canvas.redraw();
        minimap.draw();
    }

    /// What stands between transactions, as a choice for a menu.
    public static Menu holders(FlowViewModel model, Texts texts) {
        return FlowTools.menu(model, texts);
    }

    /// Shows the boxes as a table, or as a picture again.
    public BooleanProperty asTable() {
        return asTable;
    }

    /// Moves the view, as for a measurement.
    public void pan(double dx, double dy) {
        canvas.pan(dx, dy);
    }

    /// A picture of a part of the sheet, for a file.
    public SheetPicture picture(SheetPicture.Part part) {
        return canvas.picture(part);
    }

    public void fit() {
        canvas.fit();
    }

    public void zoomIn() {
        canvas.zoomIn();
    }

    public void zoomOut() {
        canvas.zoomOut();
    }

    private double menuX(FlowNode node) {
        return canvas.flowScene()
                .get()
                .box(node.key())
                .map(box -> canvas.window().get().toScreenX(box.x()))
                .orElse(0.0);
    }

    private double menuY(FlowNode node) {
        return canvas.flowScene()
                .get()
                .box(node.key())
                .map(box -> canvas.window().get().toScreenY(box.bottom()))
                .orElse(0.0);
    }

    private FlowPane legend() {
        FlowPane legend = new FlowPane();
        legend.getStyleClass().add("legend");
        legend.setMouseTransparent(true);
        legend.setPickOnBounds(false);
        legend.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        for (String kind : new String[] {"all", "part", "clean", "seed", "unspent", "burned", "tagged", "coinjoin"}) {
            Region swatch = new Region();
            swatch.getStyleClass().addAll("swatch", "swatch-" + kind);
            HBox entry = new HBox(swatch, new Label(texts.get("flow.legend." + kind)));
            entry.getStyleClass().add("legend-entry");
            legend.getChildren().add(entry);
        }
        return legend;
    }

    private void fillMenu(Runnable traceForward, Runnable traceBackward) {
        menu.getItems()
                .setAll(
                        item("menu.traceForward", traceForward),
                        item("menu.traceBackward", traceBackward),
                        new SeparatorMenuItem(),
                        item("flow.inputs", model::expandInputs),
                        item("flow.outputs", model::expandOutputs),
                        item("flow.next", model::nextSpend),
                        item("flow.hidden", model::toggleHidden),
                        item("flow.chain", model::toggleChain),
                        new SeparatorMenuItem(),
                        FlowTools.menu(model, texts),
                        item("flow.remove", model::remove));
    }

    /// One more thing to do with what is selected.
    public void addToMenu(String key, Runnable action) {
        menu.getItems().add(item(key, action));
    }

    private MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(texts.get(key));
        item.setOnAction(event -> action.run());
        return item;
    }
}
