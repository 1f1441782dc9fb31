package clayton.desktop.flow;

import clayton.desktop.flow.FlowScene.Box;
import clayton.desktop.flow.SheetPicture.Part;
import clayton.desktop.session.Formats;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Texts;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;

/// The sheet on the screen: draws at most once a frame, pans, zooms, selects, and moves boxes. Drag on the ground pans,
/// with Shift it selects all boxes in a rectangle; drag on a box moves it with those selected together, the wheel zooms
/// at the mouse, a click with Control selects one more, a double click opens a box.
final class FlowCanvas extends Region {
    private static final double WHEEL = 1.0018;
    private static final double STEP = 1.25;
    private static final double READABLE = 0.8;
    private static final double SEEN_MARGIN = 60;
    private static final double CURVES = 0.2;
    private static final double MARGIN = 40;

    private final FlowViewModel model;
    private final Texts texts;
    private final ReadOnlyObjectProperty<Formats> formats;
    private final FlowColours colours = new FlowColours();
    private final Canvas canvas = new Canvas();
    private final ReadOnlyObjectWrapper<Window> window = new ReadOnlyObjectWrapper<>(new Window(0, 0, 1));
    private final ReadOnlyObjectWrapper<FlowScene> scene = new ReadOnlyObjectWrapper<>(new FlowScene(Sheet.EMPTY));
    private final AnimationTimer drawing = new AnimationTimer() {
        @Override
        public void handle(long now) {
            if (stale && canvas.getWidth() > 0) {
                stale = false;
                draw();
            }
        }
    };
    private boolean stale = true;
    private double lastX;
    private double lastY;
    private Optional<Box> dragged = Optional.empty();
    private Optional<Bounds> band = Optional.empty();
    private double pressX;
    private double pressY;
    private boolean moved;
    private Consumer<FlowNode> contextMenu = node -> {};

    FlowCanvas(FlowViewModel model, Texts texts, Settings settings) {
        this.model = model;
        this.texts = texts;
        this.formats = settings.formats();
        getStyleClass().add("flow-canvas");
        setId("flow");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(texts.get("flow.accessible"));
        getChildren().addAll(colours, canvas);
        model.sheet().subscribe(sheet -> {
            scene.set(new FlowScene(sheet));
            redraw();
        });
        model.selection().selected().subscribe(this::revealSelected);
        model.brushed().subscribe(this::redraw);
        model.selection().chosen().subscribe(this::redraw);
        model.signs().subscribe(this::redraw);
        model.fitWanted().subscribe(wanted -> {
            if (wanted && getWidth() > 0) {
                begin();
                model.fitWanted().set(false);
            }
        });
        formats.subscribe(this::redraw);
        window.subscribe(this::redraw);
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::draggedTo);
        setOnMouseReleased(this::released);
        setOnMouseClicked(this::clicked);
        setOnScroll(this::scrolled);
        setOnZoom((ZoomEvent event) -> zoom(event.getZoomFactor(), event.getX(), event.getY()));
        drawing.start();
    }

    /// What a right click on a box does, after it was selected.
    void onContextMenu(Consumer<FlowNode> action) {
        contextMenu = action;
    }

    ReadOnlyObjectProperty<Window> window() {
        return window.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<FlowScene> flowScene() {
        return scene.getReadOnlyProperty();
    }

    FlowColours colours() {
        return colours;
    }

    /// Draws with the next frame.
    void redraw() {
        stale = true;
    }

    @Override
    protected void layoutChildren() {
        boolean first = canvas.getWidth() == 0;
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        if (first && getWidth() > 0 || model.fitWanted().get()) {
            begin();
            model.fitWanted().set(false);
        }
        colours.applyCss();
        redraw();
    }

    private void draw() {
        Window seen = window.get();
        Set<String> chosen = model.selection().chosen().get();
        GraphicsContext g = canvas.getGraphicsContext2D();
        Ink ink = new CanvasInk(g, seen, canvas.getWidth(), canvas.getHeight());
        if (seen.scale() < CURVES) {
            FarPicture far = new FarPicture((int) Math.ceil(canvas.getWidth()), (int) Math.ceil(canvas.getHeight()));
            far.draw(scene.get(), seen, colours, model.brushed().get(), chosen);
            g.setTransform(1, 0, 0, 1, 0, 0);
            g.drawImage(far.image(), 0, 0);
        } else {
            painter(ink).paint(scene.get(), seen, canvas.getWidth(), canvas.getHeight(), chosen);
        }
        band.ifPresent(this::drawBand);
    }

    private FlowPainter painter(Ink ink) {
        return new FlowPainter(
                ink, colours, formats.get(), texts, model.brushed().get(), model::sign);
    }

    /// A picture of the sheet for a file, as it is at this moment.
    SheetPicture picture(Part part) {
        FlowScene now = scene.get();
        Optional<FlowNode> chosen =
                model.selection().nodeOf(model.selection().selected().get());
        Bounds all = switch (part) {
            case VISIBLE -> window.get().seen(getWidth(), getHeight());
            case SELECTED -> chosen.map(node -> now.around(node.key())).orElseGet(now::bounds);
            case ALL -> now.bounds();
        };
        Window from =
                part == Part.VISIBLE ? window.get() : new Window(all.getMinX() - MARGIN, all.getMinY() - MARGIN, 1);
        double wide = part == Part.VISIBLE ? getWidth() : all.getWidth() + 2 * MARGIN;
        double high = part == Part.VISIBLE ? getHeight() : all.getHeight() + 2 * MARGIN;
        return new SheetPicture(
                now, from, wide, high, model.selection().chosen().get(), colours, this::painter);
    }

    /// Shows all of the sheet.
    void fit() {
        window.set(Window.fitting(scene.get().bounds(), getWidth(), getHeight()));
    }

    /// Shows all of the sheet if it can be read then, else its beginning, or what is selected if that lies elsewhere.
    private void begin() {
        Bounds all = scene.get().bounds();
        Window whole = Window.fitting(all, getWidth(), getHeight());
        window.set(
                whole.scale() >= READABLE
                        ? whole
                        : new Window(
                                all.getMinX() - 24 / READABLE,
                                scene.get().leftmost() - getHeight() * 0.4 / READABLE,
                                READABLE));
        revealSelected();
    }

    void zoomIn() {
        zoom(STEP, getWidth() / 2, getHeight() / 2);
    }

    void zoomOut() {
        zoom(1 / STEP, getWidth() / 2, getHeight() / 2);
    }

    void pan(double dx, double dy) {
        window.set(window.get().panned(dx, dy));
    }

    /// Puts a point of the sheet into the middle.
    void center(double sheetX, double sheetY) {
        Window now = window.get();
        window.set(
                new Window(sheetX - getWidth() / 2 / now.scale(), sheetY - getHeight() / 2 / now.scale(), now.scale()));
    }

    private void zoom(double factor, double x, double y) {
        window.set(window.get().zoomed(factor, x, y));
    }

    /// Goes to the selected box if it is not seen.
    private void revealSelected() {
        redraw();
        if (getWidth() <= 0) {
            return;
        }
        model.selection()
                .nodeOf(model.selection().selected().get())
                .flatMap(node -> scene.get().box(node.key()))
                .ifPresent(box -> {
                    Bounds seen = window.get().seen(getWidth(), getHeight());
                    double margin = Math.min(SEEN_MARGIN / window.get().scale(), seen.getWidth() / 4);
                    boolean inside = box.x() > seen.getMinX() + margin
                            && box.x() < seen.getMaxX() - margin
                            && box.y() > seen.getMinY()
                            && box.y() < seen.getMaxY();
                    if (!inside) {
                        center(box.x(), box.y());
                    }
                });
    }

    private Optional<Box> at(MouseEvent event) {
        return scene.get().at(window.get().toSheetX(event.getX()), window.get().toSheetY(event.getY()));
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        lastX = event.getX();
        lastY = event.getY();
        pressX = lastX;
        pressY = lastY;
        moved = false;
        dragged = event.getButton() == MouseButton.PRIMARY ? at(event) : Optional.empty();
    }

    private void draggedTo(MouseEvent event) {
        double dx = event.getX() - lastX;
        double dy = event.getY() - lastY;
        lastX = event.getX();
        lastY = event.getY();
        if (dragged.isPresent()) {
            double scale = window.get().scale();
            model.drag(dragged.get().node().key(), dx / scale, dy / scale);
        } else if (event.isShiftDown()) {
            band = Optional.of(new BoundingBox(
                    Math.min(pressX, lastX),
                    Math.min(pressY, lastY),
                    Math.abs(lastX - pressX),
                    Math.abs(lastY - pressY)));
            redraw();
        } else {
            pan(dx, dy);
        }
        moved = true;
    }

    private void released(MouseEvent event) {
        model.drop();
        dragged = Optional.empty();
        band.ifPresent(this::chooseIn);
        band = Optional.empty();
        redraw();
    }

    private void chooseIn(Bounds area) {
        Window now = window.get();
        model.selection()
                .choose(scene.get().boxes.stream()
                        .filter(box -> area.contains(now.toScreenX(box.x()), now.toScreenY(box.y())))
                        .map(box -> box.node().key())
                        .collect(Collectors.toSet()));
    }

    private void drawBand(Bounds area) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setTransform(1, 0, 0, 1, 0, 0);
        g.setStroke(colours.accent());
        g.setLineWidth(1);
        g.setLineDashes(4, 3);
        g.strokeRect(area.getMinX(), area.getMinY(), area.getWidth(), area.getHeight());
        g.setLineDashes((double[]) null);
    }

    private void clicked(MouseEvent event) {
        if (moved || !event.isStillSincePress()) {
            return;
        }
        Optional<FlowNode> node = at(event).map(Box::node);
        if (event.isShortcutDown() && event.getButton() == MouseButton.PRIMARY) {
            node.ifPresent(each -> model.selection().toggle(each.key()));
        } else if (event.getButton() == MouseButton.SECONDARY) {
            if (node.filter(each -> model.selection().chosen().get().contains(each.key()))
                    .isEmpty()) {
                model.selection().select(node);
            }
            node.ifPresent(contextMenu);
        } else {
            model.selection().select(node);
            if (event.getClickCount() == 2) {
                node.ifPresent(model::open);
            }
        }
    }

    private void scrolled(ScrollEvent event) {
        if (!event.isDirect()) {
            zoom(Math.pow(WHEEL, event.getDeltaY()), event.getX(), event.getY());
            event.consume();
        }
    }
}
