package clayton.evidence;

import clayton.taint.BackwardTrace;
import clayton.taint.ForwardTrace;
import clayton.taint.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Says what a bundle's traces leave out, and what no bundle can prove.
final class Limits {
    private Limits() {}

    static BundleFiles.Limits of(List<Traced> traced, List<ErrorRate> errorRates, int from) {
        SortedMap<String, String> leftOut = new TreeMap<>();
        for (Traced each : traced) {
            Trace trace = each.trace();
            leftOut.put(trace.settings().policy().name(), leftOut(trace));
        }
        return new BundleFiles.Limits(errorRates, leftOut, cannotProve(from));
    }

    private static String leftOut(Trace trace) {
        List<String> words = new ArrayList<>();
        words.add("nothing above height " + trace.until() + " was looked at");
        switch (trace) {
            case ForwardTrace forward ->
                forward.stopped()
                        .forEach((reason, labels) ->
                                words.add("what was stopped was not followed: " + reason + " (" + sats(labels) + ")"));
            case BackwardTrace backward -> {}
        }
        words.addAll(trace.notes());
        return String.join("; ", words);
    }

    private static String sats(Map<String, Long> labels) {
        List<String> parts = new ArrayList<>();
        labels.forEach((label, sats) -> parts.add(sats + " sat of " + label));
        return String.join(", ", parts);
    }

    private static List<String> cannotProve(int from) {
        List<String> words = new ArrayList<>();
        words.add("that an output is still unspent: a spender could have been left out");
        words.add("that nothing else is tainted: only what was found is here");
        words.add(
                "that these blocks are the chain with the most work: compare the last hash and the work with a node's");
        words.add("that a transaction is a CoinJoin, or that it is none: heuristics say so");
        words.add("that an address belongs to anyone: tags are claims of those who gave them");
        if (from > 0) {
            words.add("the height of the first header, and what came before it");
        }
        return words;
    }
}
