package clayton.desktop.trace;

/// One output in the table of a trace. `taintedSats` counts satoshis with any label; where labels are amounts that may
/// overlap, those of the label with most. `state` is the engine's word.
public record ResultRow(
        long output,
        String outpoint,
        int height,
        long time,
        long valueSats,
        long taintedSats,
        String state,
        String reason,
        String address,
        String tag,
        boolean mixed) {
    ResultRow withTag(String words) {
        return new ResultRow(
                output, outpoint, height, time, valueSats, taintedSats, state, reason, address, words, mixed);
    }
}
