package clayton.desktop.flow;

import clayton.desktop.flow.DrawnOutputs.Drawn;
import java.util.List;

/// Satoshis that go from one box to another: the outputs they lie in, their sum, and its tainted part
/// ([Taint#UNSAID] without a trace).
record FlowEdge(String from, String to, List<Long> outputs, long sats, long taintedSats, boolean fee) {
    /// One line for all of these outputs.
    static FlowEdge of(String from, String to, List<Drawn> outputs) {
        return new FlowEdge(
                from,
                to,
                outputs.stream().map(Drawn::output).toList(),
                Drawn.sum(outputs),
                Drawn.taintedSum(outputs),
                false);
    }

    /// 0 to 1 for a drawing; −1 if nothing is said of taint.
    double share() {
        return taintedSats < 0 ? -1 : sats <= 0 ? 0 : Math.min(1, (double) taintedSats / sats);
    }
}
