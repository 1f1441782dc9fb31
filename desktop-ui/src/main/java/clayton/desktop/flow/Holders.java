package clayton.desktop.flow;

import clayton.desktop.session.Thing;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Who holds the outputs of a sheet: what its boxes between transactions stand for. `clusters` has, by clusters alone,
/// that of each name an output of the sheet pays.
public record Holders(By by, Map<String, Thing.Cluster> clusters) {
    static final Holders OUTPUTS = new Holders(By.OUTPUTS, Map.of());

    /// What a person chooses.
    public enum By {
        OUTPUTS,
        ADDRESSES,
        CLUSTERS;

        /// As a case keeps it, and as the command line's exports call it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Outputs if the word is none that is known.
        public static By of(Optional<String> word) {
            return Stream.of(values())
                    .filter(by -> word.equals(Optional.of(by.word())))
                    .findFirst()
                    .orElse(OUTPUTS);
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
