package clayton.desktop.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
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

/// Places all boxes anew, left to right in time, by Eclipse ELK's layered algorithm. Boxes are partitioned by height,
/// so
/// none stands left of one from a clearly earlier time. Takes seconds for a thousand boxes: never for the screen's
/// thread.
final class FlowLayout {
    /// So many ages at most; within one the layers follow the flow alone.
    private static final int AGES = 12;

    private static final int LARGE = 600;

    private FlowLayout() {}

    static {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    static Map<String, Spot> arrange(FlowPicture picture) {
        Map<String, Spot> spots = new HashMap<>();
        if (picture.nodes().isEmpty()) {
            return spots;
        }
        ElkNode root = root(picture.nodes().size() > LARGE);
        NavigableMap<Integer, Integer> ages = ages(picture);
        Map<String, ElkNode> boxes = new HashMap<>();
        for (FlowNode node : picture.nodes().values()) {
            ElkNode box = ElkGraphUtil.createNode(root);
            box.setDimensions(node.kind().width, node.kind().height);
            box.setProperty(
                    CoreOptions.PARTITIONING_PARTITION,
                    ages.floorEntry(node.height()).getValue());
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

    private static ElkNode root(boolean large) {
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
        root.setProperty(CoreOptions.PARTITIONING_ACTIVATE, true);
        root.setProperty(CoreOptions.SPACING_NODE_NODE, 14.0);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 64.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE, 8.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 4.0);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(0));
        root.setProperty(LayeredOptions.THOROUGHNESS, large ? 1 : 5);
        root.setProperty(LayeredOptions.RANDOM_SEED, 1);
        root.setProperty(
                LayeredOptions.NODE_PLACEMENT_STRATEGY,
                large ? NodePlacementStrategy.LINEAR_SEGMENTS : NodePlacementStrategy.BRANDES_KOEPF);
        return root;
    }

    /// The ages by their first height: as many boxes in each, as far as heights allow.
    private static NavigableMap<Integer, Integer> ages(FlowPicture picture) {
        List<Integer> heights =
                picture.nodes().values().stream().map(FlowNode::height).sorted().toList();
        NavigableMap<Integer, Integer> ages = new TreeMap<>();
        int each = Math.max(1, heights.size() / AGES);
        for (int i = 0; i < heights.size(); i += each) {
            ages.putIfAbsent(heights.get(i), ages.size());
        }
        return ages;
    }
}
