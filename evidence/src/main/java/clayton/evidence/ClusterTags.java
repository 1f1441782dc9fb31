package clayton.evidence;

import clayton.chain.TransactionGraph;
import clayton.clustering.Clusters;
import clayton.clustering.Heuristic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// What clusters say of addresses that nobody tagged: the label of a tagged address of theirs, as a finding of
/// our own. It says how it was found and claims no more than `heuristic`, nor more than the tag it rests on.
public final class ClusterTags {
    private ClusterTags() {}

    public static List<AttributionTag> of(
            TransactionGraph graph, Clusters clusters, List<AttributionTag> tags, String version) throws IOException {
        ScriptNames names = new ScriptNames(graph);
        Set<String> tagged = new HashSet<>();
        tags.forEach(tag -> tagged.add(tag.subject()));
        String how = "clayton " + version + ": in one cluster with %s by "
                + clusters.settings().heuristics().stream().map(Heuristic::name).collect(Collectors.joining(" and "))
                + " up to height " + clusters.until();
        Map<AttributionTag, Integer> subjects = new LinkedHashMap<>();
        for (AttributionTag tag : tags) {
            number(names, tag, clusters).ifPresent(script -> subjects.put(tag, clusters.representative(script)));
        }
        Map<Integer, List<String>> members = members(clusters, new HashSet<>(subjects.values()), names);
        List<AttributionTag> found = new ArrayList<>();
        for (Map.Entry<AttributionTag, Integer> subject : subjects.entrySet()) {
            AttributionTag tag = subject.getKey();
            for (String member : members.getOrDefault(subject.getValue(), List.of())) {
                if (!tagged.contains(member)) {
                    found.add(AttributionTag.of(
                            AttributionTag.ADDRESS,
                            member,
                            tag.label(),
                            how.formatted(tag.subject()) + " (tag's source: " + tag.source() + ")",
                            Confidence.weaker(tag.confidence(), Confidence.HEURISTIC)));
                }
            }
        }
        return found;
    }

    /// The addresses of each of these clusters, in one sweep over all scripts.
    private static Map<Integer, List<String>> members(Clusters clusters, Set<Integer> wanted, ScriptNames names)
            throws IOException {
        Map<Integer, List<String>> members = new HashMap<>();
        for (int script = 0; script < clusters.scripts(); script++) {
            int cluster = clusters.representative(script);
            if (wanted.contains(cluster)) {
                members.computeIfAbsent(cluster, each -> new ArrayList<>()).add(names.of(script));
            }
        }
        members.values().forEach(each -> each.sort(null));
        return members;
    }

    /// Empty for what is no address of this network, or has no output in it.
    private static OptionalInt number(ScriptNames names, AttributionTag tag, Clusters clusters) throws IOException {
        if (!tag.isOfAddress()) {
            return OptionalInt.empty();
        }
        try {
            return names.number(tag.subject(), clusters.scripts());
        } catch (IllegalArgumentException e) {
            return OptionalInt.empty();
        }
    }
}
