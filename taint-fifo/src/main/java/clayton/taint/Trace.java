package clayton.taint;

import clayton.chain.Hash256;
import clayton.chain.Network;
import java.util.List;

/// The result of a trace in either direction, and what it rests on.
public sealed interface Trace permits ForwardTrace, BackwardTrace {
    TraceHead head();

    default Network network() {
        return head().network();
    }

    /// The loaded range the result rests on: its first and last height, and the last block's hash.
    default int from() {
        return head().from();
    }

    default int tip() {
        return head().tip();
    }

    default Hash256 tipHash() {
        return head().tipHash();
    }

    default TraceSettings settings() {
        return head().settings();
    }

    /// What was seeded or asked, sorted by outpoint.
    default List<LaidSeed> seeds() {
        return head().seeds();
    }

    /// The horizon.
    default int until() {
        return head().until();
    }

    /// Whether the trace was stopped before its end.
    boolean cancelled();

    /// Transactions that taint passed, coinbases included.
    long transactions();

    /// Number of outputs (and slots) in the result.
    int size();

    /// What a reader of the result has to know.
    List<String> notes();
}
