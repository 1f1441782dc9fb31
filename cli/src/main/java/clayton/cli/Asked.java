package clayton.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/// A question in the user's own words: the command line without what says only where things lie.
final class Asked {
    private static final Set<String> PLACES = Set.of("--out", "--case", "--ledger", "--graph", "--blocks");

    private Asked() {}

    static String by(CommandSpec spec) {
        List<String> kept = new ArrayList<>(List.of("clayton"));
        boolean skip = false;
        for (String word : spec.root().commandLine().getParseResult().originalArgs()) {
            int equals = word.indexOf('=');
            boolean place = PLACES.contains(equals < 0 ? word : word.substring(0, equals));
            if (!place && !skip) {
                kept.add(word);
            }
            skip = place && equals < 0;
        }
        return String.join(" ", kept);
    }
}
