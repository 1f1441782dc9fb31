package clayton.desktop.flow;

import clayton.desktop.flow.FlowScene.Box;
import javafx.geometry.Bounds;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;

/// The whole sheet in small, with a frame around what is seen. A click or drag goes there. The boxes are drawn when the
/// sheet changes, the frame alone when the view moves.
final class Minimap extends StackPane {
    private static final double WIDTH = 168;
    private static final double HEIGHT = 104;

    private final FlowCanvas flow;
    private final Canvas boxes = new Canvas(WIDTH, HEIGHT);
    private final Canvas frame = new Canvas(WIDTH, HEIGHT);

    Minimap(FlowCanvas flow) {
        this.flow = flow;
        getStyleClass().add("minimap");
        setMaxSize(WIDTH + 2, HEIGHT + 2);
        getChildren().addAll(boxes, frame);
        flow.flowScene().subscribe(this::draw);
        flow.window().subscribe(this::drawFrame);
        flow.widthProperty().subscribe(this::drawFrame);
        setOnMousePressed(this::go);
        setOnMouseDragged(this::go);
    }

    private Window whole() {
        return Window.fitting(flow.flowScene().get().bounds(), WIDTH + 64, HEIGHT + 64)
                .panned(-32, -32);
    }

    void draw() {
        GraphicsContext g = boxes.getGraphicsContext2D();
        g.clearRect(0, 0, WIDTH, HEIGHT);
        Window whole = whole();
        for (Box box : flow.flowScene().get().boxes) {
            FlowNode node = box.node();
            g.setFill(
                    node.kind().isFlow()
                            ? flow.colours().share(FlowPainter.share(node))
                            : flow.colours().border());
            g.fillRect(
                    whole.toScreenX(box.left()),
                    whole.toScreenY(box.top()),
                    Math.max(1.5, node.kind().width * whole.scale()),
                    Math.max(1.5, node.kind().height * whole.scale()));
        }
        drawFrame();
    }

    private void drawFrame() {
        GraphicsContext g = frame.getGraphicsContext2D();
        g.clearRect(0, 0, WIDTH, HEIGHT);
        Bounds seen = flow.window().get().seen(flow.getWidth(), flow.getHeight());
        Window whole = whole();
        g.setStroke(flow.colours().accent());
        g.setLineWidth(1.5);
        double left = Math.max(1, whole.toScreenX(seen.getMinX()));
        double top = Math.max(1, whole.toScreenY(seen.getMinY()));
        double right = Math.min(WIDTH - 1, whole.toScreenX(seen.getMaxX()));
        double bottom = Math.min(HEIGHT - 1, whole.toScreenY(seen.getMaxY()));
        if (right > left && bottom > top) {
            g.strokeRect(left, top, right - left, bottom - top);
        }
    }

    private void go(MouseEvent event) {
        Window whole = whole();
        flow.center(whole.toSheetX(event.getX()), whole.toSheetY(event.getY()));
        event.consume();
    }
}
