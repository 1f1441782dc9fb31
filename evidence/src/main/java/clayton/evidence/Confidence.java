package clayton.evidence;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How far a tag can be trusted, by the ids and levels (0 to 100) of GraphSense's TagPack taxonomy. Ids that it
/// does not know are kept, and count as unknown.
public final class Confidence {
    public static final String HEURISTIC = "heuristic";
    public static final String UNKNOWN = "unknown";
    public static final String AUTHORITY = "authority_data";

    private static final int UNKNOWN_LEVEL = 5;

    private static final Map<String, Integer> LEVELS = Map.ofEntries(
            Map.entry("override", 100),
            Map.entry("ownership", 100),
            Map.entry("manual_transaction", 90),
            Map.entry("service_api", 70),
            Map.entry(AUTHORITY, 60),
            Map.entry("trusted_provider", 50),
            Map.entry("service_data", 50),
            Map.entry("forensic", 50),
            Map.entry("untrusted_transaction", 40),
            Map.entry("web_crawl", 20),
            Map.entry(HEURISTIC, 10),
            Map.entry(UNKNOWN, UNKNOWN_LEVEL));

    private Confidence() {}

    /// The ids there are, the most certain first.
    public static List<String> ids() {
        return LEVELS.keySet().stream()
                .sorted(Comparator.comparingInt(Confidence::level).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    public static int level(String id) {
        return Objects.requireNonNullElse(LEVELS.get(id), UNKNOWN_LEVEL);
    }

    /// What a finding that rests on both a tag and a heuristic may claim: never more than the weaker of them.
    public static String weaker(String id, String other) {
        return level(id) < level(other) ? id : other;
    }
}
