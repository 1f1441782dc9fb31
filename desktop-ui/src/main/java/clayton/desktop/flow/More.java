package clayton.desktop.flow;

import clayton.chain.OutputId;
import clayton.desktop.flow.DrawnOutputs.Box;
import clayton.desktop.flow.DrawnOutputs.Drawn;
import clayton.desktop.flow.FlowNode.Held;
import clayton.desktop.flow.FlowNode.Kind;
import clayton.desktop.session.Thing;
import java.util.List;
import java.util.Optional;

/// What is folded at one side of a transaction: a box, and the line to it.
record More(FlowNode node, FlowEdge edge) {
    /// `boxes` is how many boxes these outputs would need.
    static More of(Box box, List<Drawn> rest, int boxes, boolean outputs) {
        String key = (outputs ? "mo" : "mi") + OutputId.text(box.id);
        FlowEdge edge = FlowEdge.of(outputs ? box.key() : key, outputs ? key : box.key(), rest);
        FlowNode node = new FlowNode(
                key,
                outputs ? Kind.MORE_OUTPUTS : Kind.MORE_INPUTS,
                Optional.of(new Thing.Transaction(box.id)),
                "",
                edge.sats(),
                edge.taintedSats(),
                box.height(),
                boxes,
                0,
                0,
                false,
                List.of(box.id),
                Held.NOTHING);
        return new More(node, edge);
    }
}
