package clayton.desktop.flow;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.CycleBreakingStrategy;
import org.eclipse.elk.alg.layered.options.GreedySwitchType;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.LayeringStrategy;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/// Places all boxes anew, left to right in time: the layers are given by [Layers], order and place within them are
/// found
/// by Eclipse ELK's layered algorithm. Takes a second or so for a thousand boxes: never for the screen's thread.
///
/// Layers searched for by ELK's network simplex, with ages as its partitions, took most of the time and made
/// longer lines.
final class FlowLayout {
    /// Up to here boxes within a layer are placed as well as ELK can, whose time grows fast.
    private static final int SMALL = 300;
    /// From here on the order within layers is tried once instead of several times.
    private static final int LARGE = 1500;
    /// Farther apart than any box is wide, so that ELK reads layers from places.
    private static final double APART = 1000;

    private FlowLayout() {}

    static {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    static Map<String, Spot> arrange(FlowPicture picture) {
        Map<String, Spot> spots = new HashMap<>();
        if (picture.nodes().isEmpty()) {
            return spots;
        }
        ElkNode root = root(picture.nodes().size());
        Map<String, Integer> layers = Layers.of(picture);
        Map<String, ElkNode> boxes = new HashMap<>();
        for (FlowNode node : picture.nodes().values()) {
            ElkNode box = ElkGraphUtil.createNode(root);
            box.setDimensions(node.kind().width, node.kind().height);
            box.setX(layers.getOrDefault(node.key(), 0) * APART);
            boxes.put(node.key(), box);
        }
        for (FlowEdge edge : picture.edges()) {
            ElkNode from = boxes.get(edge.from());
            ElkNode to = boxes.get(edge.to());
            if (from != null && to != null) {
                ElkGraphUtil.createSimpleEdge(from, to);
            }
        }
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
        boxes.forEach((key, box) ->
                spots.put(key, new Spot(box.getX() + box.getWidth() / 2, box.getY() + box.getHeight() / 2)));
        return spots;
    }

    private static ElkNode root(int boxes) {
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
        root.setProperty(CoreOptions.SPACING_NODE_NODE, 14.0);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 64.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE, 8.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 4.0);
        // Lines are drawn as curves: layers need no more room where lines are steep.
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 0.0);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(0));
        root.setProperty(LayeredOptions.RANDOM_SEED, 1);
        root.setProperty(LayeredOptions.CYCLE_BREAKING_STRATEGY, CycleBreakingStrategy.INTERACTIVE);
        root.setProperty(LayeredOptions.LAYERING_STRATEGY, LayeringStrategy.INTERACTIVE);
        root.setProperty(LayeredOptions.CROSSING_MINIMIZATION_GREEDY_SWITCH_TYPE, GreedySwitchType.OFF);
        root.setProperty(LayeredOptions.THOROUGHNESS, boxes > LARGE ? 1 : 5);
        root.setProperty(
                LayeredOptions.NODE_PLACEMENT_STRATEGY,
                boxes > SMALL ? NodePlacementStrategy.LINEAR_SEGMENTS : NodePlacementStrategy.NETWORK_SIMPLEX);
        return root;
    }
}
