package clayton.desktop.flow;

import java.util.List;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/// The colours of the flow graph, which the style sheet gives by `-flow-…`. A part of the scene without size.
final class FlowColours extends Region {
    private static final StyleablePropertyFactory<FlowColours> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());

    private final StyleableProperty<Color> box = colour("-flow-box");
    private final StyleableProperty<Color> border = colour("-flow-border");
    private final StyleableProperty<Color> text = colour("-flow-text");
    private final StyleableProperty<Color> faint = colour("-flow-faint");
    private final StyleableProperty<Color> accent = colour("-flow-accent");
    private final StyleableProperty<Color> clean = colour("-flow-clean");
    private final StyleableProperty<Color> little = colour("-flow-little");
    private final StyleableProperty<Color> some = colour("-flow-some");
    private final StyleableProperty<Color> much = colour("-flow-much");
    private final StyleableProperty<Color> all = colour("-flow-all");
    private final StyleableProperty<Color> seed = colour("-flow-seed");
    private final StyleableProperty<Color> unspent = colour("-flow-unspent");
    private final StyleableProperty<Color> burned = colour("-flow-burned");
    private final StyleableProperty<Color> tagged = colour("-flow-tagged");
    private final StyleableProperty<Color> coinJoin = colour("-flow-coinjoin");

    FlowColours() {
        getStyleClass().add("flow-colours");
        setManaged(false);
        setMouseTransparent(true);
    }

    private StyleableProperty<Color> colour(String name) {
        return FACTORY.createStyleableColorProperty(
                this, name.substring(1), name, self -> self.named(name), Color.GRAY);
    }

    private StyleableProperty<Color> named(String name) {
        return switch (name) {
            case "-flow-box" -> box;
            case "-flow-border" -> border;
            case "-flow-text" -> text;
            case "-flow-faint" -> faint;
            case "-flow-accent" -> accent;
            case "-flow-clean" -> clean;
            case "-flow-little" -> little;
            case "-flow-some" -> some;
            case "-flow-much" -> much;
            case "-flow-all" -> all;
            case "-flow-seed" -> seed;
            case "-flow-unspent" -> unspent;
            case "-flow-burned" -> burned;
            case "-flow-tagged" -> tagged;
            case "-flow-coinjoin" -> coinJoin;
            default -> throw new IllegalArgumentException(name);
        };
    }

    Color box() {
        return box.getValue();
    }

    Color border() {
        return border.getValue();
    }

    Color text() {
        return text.getValue();
    }

    Color faint() {
        return faint.getValue();
    }

    Color accent() {
        return accent.getValue();
    }

    /// For a share of taint from 0 to 1; without a trace (below 0) the neutral one.
    Color share(double share) {
        return (share <= 0 ? clean : share < 0.25 ? little : share < 0.75 ? some : share < 1 ? much : all).getValue();
    }

    Color of(FlowNode.Kind kind) {
        return switch (kind) {
            case SEED -> seed.getValue();
            case UNSPENT -> unspent.getValue();
            case BURNED, STOPPED -> burned.getValue();
            case TAGGED -> tagged.getValue();
            case COINJOIN -> coinJoin.getValue();
            case COINBASE -> seed.getValue();
            case TRANSACTION, PEEL_CHAIN, SOURCE, CONTINUES, MORE_INPUTS, MORE_OUTPUTS -> border.getValue();
        };
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }
}
