package clayton.taint;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Ranges at which a backward trace ends early, with what has arrived at them. For the proof that a forward trace
/// leads back to its seeds.
final class Harbour {
    private final Map<Long, Runs> ranges = new TreeMap<>();
    private final Map<Long, Runs> arrived = new TreeMap<>();
    private final Runs rest = new Runs();
    private final int labelSet;

    /// The united ranges of these seeds, which all have the one label whose set is `labelSet`.
    Harbour(List<LaidSeed> seeds, int labelSet) {
        this.labelSet = labelSet;
        Map<Long, List<LaidSeed>> byOutput =
                seeds.stream().filter(seed -> seed.lengthSats() > 0).collect(Collectors.groupingBy(LaidSeed::id));
        byOutput.forEach((id, list) -> {
            Runs united = new Runs();
            long covered = 0;
            for (LaidSeed seed : list.stream()
                    .sorted(Comparator.comparingLong(LaidSeed::offsetSats))
                    .toList()) {
                long from = Math.max(covered, seed.offsetSats());
                long to = seed.offsetSats() + seed.lengthSats();
                united.add(from, Math.max(0, to - from), labelSet);
                covered = Math.max(covered, to);
            }
            ranges.put(id, united);
            arrived.put(id, new Runs());
        });
    }

    /// Satoshis in all ranges.
    long sats() {
        long sum = 0;
        for (Runs united : ranges.values()) {
            for (int run = 0; run < united.count(); run++) {
                sum = Math.addExact(sum, united.length(run));
            }
        }
        return sum;
    }

    /// Takes in a range whose way has no length.
    void land(LaidSeed range) {
        Runs runs = new Runs();
        runs.add(range.offsetSats(), range.lengthSats(), labelSet);
        land(range.id(), runs, 0, 1);
    }

    boolean holds(long id) {
        return ranges.containsKey(id);
    }

    /// Takes in what lies in the ranges of an output; answers the rest, good until the next call.
    Runs land(long id, Runs runs, int from, int to) {
        Runs docks = ranges.getOrDefault(id, new Runs());
        Runs landed = arrived.getOrDefault(id, new Runs());
        rest.clear();
        int dock = 0;
        for (int run = from; run < to; run++) {
            long at = runs.start(run);
            long end = runs.end(run);
            int tag = runs.tag(run);
            while (at < end) {
                while (dock < docks.count() && docks.end(dock) <= at) {
                    dock++;
                }
                boolean inside = dock < docks.count() && docks.start(dock) <= at;
                long limit = dock == docks.count() ? end : inside ? docks.end(dock) : docks.start(dock);
                long cut = Math.min(end, limit);
                (inside ? landed : rest).add(at, cut - at, tag);
                at = cut;
            }
        }
        return rest;
    }

    /// What has arrived in the ranges of an output.
    Runs landed(long id) {
        return arrived.getOrDefault(id, new Runs());
    }

    /// An output whose ranges were not reached from end to end and but once, if there is one.
    OptionalLong missed() {
        return ranges.entrySet().stream()
                .filter(entry -> !entry.getValue().coversAs(landed(entry.getKey())))
                .mapToLong(Map.Entry::getKey)
                .findFirst();
    }

    /// Number of all ranges.
    int ranges() {
        return ranges.values().stream().mapToInt(Runs::count).sum();
    }
}
