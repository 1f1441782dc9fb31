package clayton.clustering;

import clayton.chain.BlockView;
import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A second writing of multi-input clustering, as plain as can be: sets of script numbers that are poured together.
final class PlainClusters {
    private final Map<Integer, Set<Integer>> clusterOf = new HashMap<>();

    static PlainClusters of(TransactionGraph graph, int until, Set<Long> without) throws IOException {
        PlainClusters clusters = new PlainClusters();
        for (int height = graph.from(); height <= until; height++) {
            for (int index = 0; index < graph.transactionsIn(height); index++) {
                long id = OutputId.of(height, index, OutputId.TRANSACTION);
                BlockView view = new BlockView();
                graph.read(id, 1, view);
                IntStream.of(view.outputScripts).limit(view.outputs(0)).forEach(clusters::add);
                List<Integer> spent = IntStream.of(view.inputScripts)
                        .limit(view.inputs(0))
                        .filter(script -> script >= 0)
                        .boxed()
                        .toList();
                spent.forEach(clusters::add);
                if (!without.contains(id)) {
                    Map<Boolean, List<Integer>> keyless =
                            spent.stream().collect(Collectors.partitioningBy(keyless(graph)::contains));
                    keyless.values().forEach(clusters::pour);
                }
            }
        }
        return clusters;
    }

    /// The scripts that need no key: pay-to-anchor and a bare OP_TRUE.
    static Set<Integer> keyless(TransactionGraph graph) throws IOException {
        Set<Integer> keyless = new TreeSet<>();
        for (byte[] script : List.of(new byte[] {0x51}, new byte[] {0x51, 0x02, 0x4e, 0x73})) {
            graph.scriptNumber(script).ifPresent(keyless::add);
        }
        return keyless;
    }

    private void add(int script) {
        if (script >= 0) {
            clusterOf.computeIfAbsent(script, any -> new TreeSet<>(Set.of(script)));
        }
    }

    private void pour(List<Integer> scripts) {
        Set<Integer> all = new TreeSet<>();
        scripts.forEach(script -> all.addAll(clusterOf.getOrDefault(script, Set.of())));
        all.forEach(script -> clusterOf.put(script, all));
    }

    /// Every cluster once.
    Set<Set<Integer>> all() {
        return new HashSet<>(clusterOf.values());
    }

    static Set<Set<Integer>> all(Clusters clusters) {
        Set<Set<Integer>> all = new HashSet<>();
        for (int script = 0; script < clusters.scripts(); script++) {
            Set<Integer> members = new TreeSet<>();
            IntStream.of(clusters.members(script)).forEach(members::add);
            all.add(members);
        }
        return all;
    }
}
