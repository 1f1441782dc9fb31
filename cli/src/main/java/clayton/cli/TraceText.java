package clayton.cli;

import clayton.chain.Tags;
import clayton.evidence.OutputNames;
import clayton.evidence.Traced;
import clayton.taint.BackwardTrace;
import clayton.taint.ForwardTrace;
import clayton.taint.StopRule;
import clayton.taint.Trace;
import clayton.taint.TraceHead;
import clayton.taint.TraceSettings;
import java.io.IOException;
import java.util.stream.Collectors;

/// Tells people what a trace found. What is not listed is summed up, so the amounts shown always add up to the
/// whole.
final class TraceText {
    private TraceText() {}

    /// The whole account of one trace, with the `top` largest rows of each list.
    static void print(Terminal terminal, Traced traced, OutputNames names, Tags tags, int top) throws IOException {
        summary(terminal, traced);
        switch (traced.trace()) {
            case ForwardTrace trace -> {
                ForwardText text = new ForwardText(terminal, trace, names);
                text.ends();
                if (!tags.isEmpty()) {
                    text.byTag(tags);
                    text.provenance(tags);
                }
                text.holders(top);
            }
            case BackwardTrace trace -> {
                BackwardText text = new BackwardText(terminal, trace);
                text.sources();
                text.origins(top);
            }
        }
    }

    /// What a result rests on, and whether it was proved.
    static void summary(Terminal terminal, Traced traced) {
        Trace trace = traced.trace();
        settings(
                terminal, trace.head(), trace.until(), trace.settings().policy().name());
        terminal.field("passed", trace.transactions() + " transactions");
        proof(terminal, "proof", traced);
        traced.notes().forEach(note -> terminal.field("note", note));
    }

    /// What a result rests on, or several that differ in their policy at most.
    static void settings(Terminal terminal, TraceHead head, int until, String policies) {
        TraceSettings settings = head.settings();
        terminal.field("network", head.network().name() + ", heights " + head.from() + " to " + until);
        terminal.field("rule", policies + ", coinbases " + settings.coinbaseOrder() + ", fees " + settings.fees());
        if (!settings.stops().isEmpty()) {
            terminal.field(
                    "stops at", settings.stops().stream().map(StopRule::name).collect(Collectors.joining(", ")));
        }
    }

    static void proof(Terminal terminal, String name, Traced traced) {
        traced.proof()
                .ifPresent(proof -> terminal.field(
                        name,
                        proof.failure()
                                .map(where -> "DID NOT HOLD: " + where)
                                .orElse("held; traced the other way, the satoshis come out as they went in (ranges: "
                                        + proof.ranges() + ")")));
    }
}
