package clayton.evidence;

import clayton.taint.Proof;
import clayton.taint.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A trace as far as it came, with its proof if one was asked for; `unproved` if that was interrupted.
public record Traced(Trace trace, Optional<Proof> proof, boolean unproved) {
    public static Traced of(Trace trace) {
        return new Traced(trace, Optional.empty(), false);
    }

    public boolean interrupted() {
        return trace.cancelled() || unproved;
    }

    public List<String> notes() {
        List<String> notes = new ArrayList<>(trace.notes());
        if (unproved) {
            notes.add("cancelled: the proof was not finished");
        }
        return notes;
    }

    /// Whether a proof was run and did not hold.
    public boolean failed() {
        return proof.isPresent() && !proof.get().held();
    }
}
