package clayton.cli;

import clayton.workspace.Measured;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON of `clayton cluster explain`. `fallenAway` is there if something was left out: the addresses that are in
/// the cluster of `a` with it and not without it.
record ExplanationDocument(
        String schema,
        boolean linked,
        List<Step> steps,
        String a,
        String b,
        @Nullable Integer size,
        @Nullable List<String> without,
        @Nullable List<String> fallenAway,
        List<String> heuristics,
        String coinjoin,
        int until,
        List<Measured.Figure> measured) {
    record Step(String from, String to, String txid, int height, String heuristic, String reason) {}
}
