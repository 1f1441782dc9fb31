package clayton.desktop.flow;

import clayton.desktop.session.Thing;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Who holds the outputs of a sheet: what its boxes between transactions stand for. `clusters` has, by clusters alone,
/// that of each name an output of the sheet pays.
public record Holders(By by, Map<String, Thing.Cluster> clusters) {
    static final Holders OUTPUTS = new Holders(By.OUTPUTS, Map.of());

    /// What a person chooses.
    public enum By {
        OUTPUTS,
        ADDRESSES,
        CLUSTERS;

        /// As a case keeps it; empty for outputs, as in cases that know nothing else.
        public Optional<String> word() {
            return this == OUTPUTS ? Optional.empty() : Optional.of(name().toLowerCase(Locale.ROOT));
        }

        /// Outputs if the word is none that is known.
        public static By of(Optional<String> word) {
            for (By by : values()) {
                if (!word.isEmpty() && by.word().equals(word)) {
                    return by;
                }
            }
            return OUTPUTS;
        }
    }

    /// The holder of an output that pays `name`; the output itself if its script cannot be had.
    Thing of(long output, String name) {
        if (by == By.OUTPUTS || name.isEmpty()) {
            return new Thing.Output(output);
        }
        return by == By.ADDRESSES ? new Thing.Address(name) : clusters.getOrDefault(name, new Thing.Cluster(name, 1));
    }
}
