package clayton.desktop.flow;

import java.util.List;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/// The colours of the flow graph, which the style sheet gives by `-paint-…`. A part of the scene without size.
public final class FlowColours extends Region {
    private static final StyleablePropertyFactory<FlowColours> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());

    private final StyleableProperty<Color> box = colour("-paint-box");
    private final StyleableProperty<Color> border = colour("-paint-border");
    private final StyleableProperty<Color> text = colour("-paint-text");
    private final StyleableProperty<Color> faint = colour("-paint-faint");
    private final StyleableProperty<Color> accent = colour("-paint-accent");
    private final StyleableProperty<Color> clean = colour("-paint-clean");
    private final StyleableProperty<Color> little = colour("-paint-little");
    private final StyleableProperty<Color> some = colour("-paint-some");
    private final StyleableProperty<Color> much = colour("-paint-much");
    private final StyleableProperty<Color> all = colour("-paint-all");
    private final StyleableProperty<Color> seed = colour("-paint-seed");
    private final StyleableProperty<Color> unspent = colour("-paint-unspent");
    private final StyleableProperty<Color> burned = colour("-paint-burned");
    private final StyleableProperty<Color> tagged = colour("-paint-tagged");
    private final StyleableProperty<Color> coinJoin = colour("-paint-coinjoin");

    public FlowColours() {
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
            case "-paint-box" -> box;
            case "-paint-border" -> border;
            case "-paint-text" -> text;
            case "-paint-faint" -> faint;
            case "-paint-accent" -> accent;
            case "-paint-clean" -> clean;
            case "-paint-little" -> little;
            case "-paint-some" -> some;
            case "-paint-much" -> much;
            case "-paint-all" -> all;
            case "-paint-seed" -> seed;
            case "-paint-unspent" -> unspent;
            case "-paint-burned" -> burned;
            case "-paint-tagged" -> tagged;
            case "-paint-coinjoin" -> coinJoin;
            default -> throw new IllegalArgumentException(name);
        };
    }

    public Color box() {
        return box.getValue();
    }

    public Color border() {
        return border.getValue();
    }

    public Color text() {
        return text.getValue();
    }

    public Color faint() {
        return faint.getValue();
    }

    public Color accent() {
        return accent.getValue();
    }

    /// For a share of taint from 0 to 1; without a trace (below 0) the neutral one.
    public Color share(double share) {
        return (share <= 0 ? clean : share < 0.25 ? little : share < 0.75 ? some : share < 1 ? much : all).getValue();
    }

    /// For words on a ground of this colour.
    Color on(String ground) {
        return Color.web(ground).getBrightness() > 0.75 ? Color.BLACK : Color.WHITE;
    }

    /// The edge of a box; of an address or cluster, by the first of what its outputs are.
    Color of(FlowNode node) {
        FlowNode.Kind kind = node.tagged() && node.kind().isHolder()
                ? FlowNode.Kind.TAGGED
                : node.held().ends().stream().sorted().findFirst().orElse(node.kind());
        return of(node.held().ends().contains(FlowNode.Kind.SEED) ? FlowNode.Kind.SEED : kind);
    }

    Color of(FlowNode.Kind kind) {
        return switch (kind) {
            case SEED -> seed.getValue();
            case UNSPENT -> unspent.getValue();
            case BURNED, STOPPED -> burned.getValue();
            case TAGGED -> tagged.getValue();
            case COINJOIN -> coinJoin.getValue();
            case COINBASE -> seed.getValue();
            case TRANSACTION, PEEL_CHAIN, SOURCE, CONTINUES, MORE_INPUTS, MORE_OUTPUTS, ADDRESS, CLUSTER ->
                border.getValue();
        };
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }
}
