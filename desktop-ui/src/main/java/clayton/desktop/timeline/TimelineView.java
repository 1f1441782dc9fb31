package clayton.desktop.timeline;

import clayton.desktop.flow.FlowViewModel.HeightRange;
import clayton.desktop.session.Formats;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Texts;
import clayton.desktop.timeline.TimelineViewModel.Chart;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Tainted amounts over time. Drag across it to narrow graph and table; a click or Escape shows all again. With the
/// keyboard, the arrow keys move the mark, and Shift with them makes it larger or smaller.
public final class TimelineView extends BorderPane {
    private final TimelineViewModel model;
    private final Texts texts;
    private final Settings settings;
    private final Bars bars = new Bars();
    private final Label left = new Label();
    private final Label middle = new Label();
    private final Label right = new Label();
    private int pressedAt;

    public TimelineView(TimelineViewModel model, Texts texts, Settings settings) {
        this.model = model;
        this.texts = texts;
        this.settings = settings;
        getStyleClass().add("timeline");
        setId("timeline");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(texts.get("timeline.accessible"));
        Region one = new Region();
        Region two = new Region();
        HBox.setHgrow(one, Priority.ALWAYS);
        HBox.setHgrow(two, Priority.ALWAYS);
        HBox axis = new HBox(left, one, middle, two, right);
        axis.getStyleClass().add("axis");
        setCenter(bars);
        setBottom(axis);
        setOnMousePressed(event -> {
            requestFocus();
            pressedAt = column(event);
        });
        setOnMouseDragged(event -> model.brush(pressedAt, column(event)));
        setOnMouseClicked(event -> {
            if (event.isStillSincePress()) {
                model.clear();
            }
        });
        setOnKeyPressed(event -> key(event.getCode(), event.isShiftDown()));
        model.chart().subscribe(this::renew);
        model.brushed().subscribe(this::renew);
        settings.formats().subscribe(this::renew);
        renew();
    }

    private void key(KeyCode code, boolean shift) {
        int step = code == KeyCode.RIGHT ? 1 : code == KeyCode.LEFT ? -1 : 0;
        Optional<Chart> chart = model.chart().get();
        if (code == KeyCode.ESCAPE) {
            model.clear();
        } else if (step != 0 && chart.isPresent()) {
            HeightRange now = model.brushed()
                    .get()
                    .orElse(new HeightRange(chart.get().from(), chart.get().from()));
            int first = chart.get().column(now.from()) + (shift ? 0 : step);
            int last = chart.get().column(now.to()) + step;
            model.brush(first, Math.max(first, last));
        }
    }

    private int column(MouseEvent event) {
        return model.chart()
                .get()
                .map(chart -> (int) (bars.sceneToLocal(event.getSceneX(), 0).getX()
                        / Math.max(1, bars.getWidth())
                        * chart.sats().length))
                .orElse(0);
    }

    private void renew() {
        bars.requestLayout();
        Formats formats = settings.formats().get();
        Optional<Chart> chart = model.chart().get();
        left.setText(chart.map(each -> each.from() + " · " + formats.date(each.firstTime()))
                .orElse(""));
        right.setText(chart.map(each -> formats.date(each.lastTime()) + " · " + each.to())
                .orElse(""));
        middle.setText(
                chart.isEmpty()
                        ? texts.get("timeline.empty")
                        : model.brushed()
                                .get()
                                .map(range -> texts.get(
                                        "timeline.brushed",
                                        Integer.toString(range.from()),
                                        Integer.toString(range.to())))
                                .orElse(texts.get("timeline.hint")));
    }

    private final class Bars extends Pane {
        private static final double HEIGHT = 44;

        Bars() {
            setMinHeight(HEIGHT);
            setPrefHeight(HEIGHT);
        }

        @Override
        protected void layoutChildren() {
            getChildren().clear();
            model.chart().get().ifPresent(this::draw);
        }

        private void draw(Chart chart) {
            double width = getWidth() / chart.sats().length;
            for (int i = 0; i < chart.sats().length; i++) {
                if (chart.outputs()[i] > 0) {
                    Region bar = new Region();
                    bar.getStyleClass().add("time-bar");
                    double height = 2
                            + (getHeight() - 4)
                                    * Math.log1p((double) chart.sats()[i])
                                    / Math.log1p((double) chart.mostSats());
                    bar.resizeRelocate(i * width, getHeight() - height, Math.max(1, width - 1), height);
                    getChildren().add(bar);
                }
            }
            model.brushed().get().ifPresent(range -> {
                Region mark = new Region();
                mark.getStyleClass().add("time-mark");
                int first = chart.column(range.from());
                int last = chart.column(range.to());
                mark.resizeRelocate(first * width, 0, (last - first + 1) * width, getHeight());
                getChildren().add(mark);
            });
        }
    }
}
