package clayton.desktop.flow;

import java.util.List;
import java.util.Map;

/// The boxes and lines that a [FlowGraph] is drawn with, earlier boxes first as far as nothing runs in a circle. Large
/// transactions show the largest few of what ends at them, the rest as one box. With a trace only tainted outputs are
/// drawn, unless a transaction was opened.
record FlowPicture(Map<String, FlowNode> nodes, List<FlowEdge> edges) {
    static final int SHOWN_INPUTS = 8;
    static final int SHOWN_OUTPUTS = 6;
    static final int SHOWN_OPENED = 40;

    static final FlowPicture EMPTY = new FlowPicture(Map.of(), List.of());

    static FlowPicture of(FlowGraph graph) {
        DrawnOutputs outputs = DrawnOutputs.of(graph);
        return graph.holders().by() == Holders.By.OUTPUTS
                ? new OutputDrawing(graph, outputs).draw()
                : new HolderDrawing(graph, outputs).draw();
    }

    /// How many of the boxes at one side of a transaction are shown, if there are so many; one more is none too many.
    static int shown(int boxes, boolean open, boolean outputs) {
        int most = open ? SHOWN_OPENED : outputs ? SHOWN_OUTPUTS : SHOWN_INPUTS;
        return boxes <= most + 1 ? boxes : most;
    }
}
