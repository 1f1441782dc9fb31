package clayton.taint;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.ChainBuilder.Coin;
import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Ways over random chains, found twice: by the engine, and by watching every single satoshi of the source.
final class PathPropertyTest {
    private static final int CHAINS = 400;
    private static final Pattern RUN = Pattern.compile("\\[(\\d+)\\+(\\d+) \\[(\\d+)]]");

    /// Where one satoshi was: the output by name, and its offset there.
    private record Stay(String output, long offset) {
        /// Chain order, each block's coinbase last; what is older than the range first.
        static final Comparator<Stay> ORDER = Comparator.comparingLong(Stay::order);

        private long order() {
            if (output.startsWith("before ")) {
                return -1;
            }
            long id = OutputId.parse(output);
            return OutputId.isCoinbase(id) ? OutputId.of(OutputId.height(id), OutputId.MAX_INDEX, 0) : id;
        }
    }

    @Test
    void bothWritingsFindTheSameWays() throws IOException {
        int[] found = new int[3];
        BackwardPropertyTest.overRandomChains(CHAINS, (chain, graph, settings, random, hint) -> {
            List<Coin> sources = chain.seedable().values().stream()
                    .filter(coin -> coin.valueSats() > 0 && coin.valueSats() < 300)
                    .toList();
            if (sources.isEmpty()) {
                return;
            }
            Coin source = sources.get(random.nextInt(sources.size()));
            List<Seed> singly = new ArrayList<>();
            for (long i = 0; i < source.valueSats(); i++) {
                singly.add(new Seed(source.outPoint(), i, OptionalLong.of(1), Long.toString(i)));
            }
            chain.run(singly);
            List<List<Stay>> stays = stays(chain.outputs, source.valueSats());
            for (Coin goal : List.copyOf(chain.seedable().values())) {
                if (!goal.outPoint().equals(source.outPoint())) {
                    String place = hint + ", " + source.outPoint() + " to " + goal.outPoint();
                    PathTrace trace =
                            new Tracer(graph).path(source.outPoint(), goal.outPoint(), settings, Progress.NONE);
                    List<List<Stay>> expected = upTo(name(trace.to()), stays);
                    assertThat(paths(trace)).as(place).isEqualTo(paths(expected));
                    assertThat(hops(trace)).as(place).isEqualTo(hops(expected));
                    assertThat(trace.paths()).as(place).isSortedAccordingTo(Comparator.comparingInt(Path::hops));
                    assertThat(throughFees(trace, true)).as(place).isEqualTo(throughFees(trace, false));
                    found[0] += trace.paths().size();
                    found[1] += trace.paths().size() > 1 ? 1 : 0;
                    found[2] += throughFees(trace, true).isEmpty() ? 0 : 1;
                }
            }
        });
        assertThat(found[0]).as("ways").isGreaterThan(CHAINS / 2);
        assertThat(found[1]).as("goals with several ways").isGreaterThan(CHAINS / 40);
        assertThat(found[2]).as("goals that fees came to").isGreaterThan(CHAINS / 10);
    }

    /// For every satoshi of the source, everywhere it was, in chain order.
    private static List<List<Stay>> stays(SortedMap<String, String> outputs, long sats) {
        List<List<Stay>> stays = new ArrayList<>();
        for (long i = 0; i < sats; i++) {
            stays.add(new ArrayList<>());
        }
        outputs.forEach((name, told) -> {
            for (MatchResult run : RUN.matcher(told).results().toList()) {
                stays.get(Integer.parseInt(run.group(3))).add(new Stay(name, Long.parseLong(run.group(1))));
            }
        });
        stays.forEach(each -> each.sort(Stay.ORDER));
        return stays;
    }

    /// The ways of those that came to an output, as far as there.
    private static List<List<Stay>> upTo(String goal, List<List<Stay>> stays) {
        List<List<Stay>> ways = new ArrayList<>();
        for (List<Stay> each : stays) {
            for (int i = 0; i < each.size(); i++) {
                if (each.get(i).output().equals(goal)) {
                    ways.add(each.subList(0, i + 1));
                }
            }
        }
        return ways;
    }

    /// By the outputs on the way, the offsets of all satoshis in the source and in the goal.
    private static Map<String, String> paths(List<List<Stay>> ways) {
        Map<String, List<String>> paths = new TreeMap<>();
        for (List<Stay> way : ways) {
            paths.computeIfAbsent(way.stream().map(Stay::output).toList().toString(), path -> new ArrayList<>())
                    .add(way.getFirst().offset() + ">" + way.getLast().offset());
        }
        return sorted(paths);
    }

    private static Map<String, String> paths(PathTrace trace) {
        Map<String, List<String>> paths = new TreeMap<>();
        for (Path path : trace.paths()) {
            List<String> outputs = path.places().stream()
                    .filter(place -> !place.isFee())
                    .map(place -> name(place.id(), place.outPoint()))
                    .toList();
            List<Long> from = offsets(path.fromRanges());
            List<Long> to = offsets(path.toRanges());
            assertThat(path.amountSats()).isEqualTo(from.size()).isEqualTo(to.size());
            for (int i = 0; i < from.size(); i++) {
                paths.computeIfAbsent(outputs.toString(), none -> new ArrayList<>())
                        .add(from.get(i) + ">" + to.get(i));
            }
        }
        return sorted(paths);
    }

    /// By pairs of outputs, the offsets before and after. What came by a fee is looked at from its two ends alone.
    private static Map<String, String> hops(List<List<Stay>> ways) {
        Map<String, List<String>> hops = new TreeMap<>();
        for (List<Stay> way : ways) {
            for (int i = 1; i < way.size(); i++) {
                if (!OutputId.isCoinbase(OutputId.parse(way.get(i).output()))) {
                    hops.computeIfAbsent(
                                    way.get(i - 1).output() + " " + way.get(i).output(), hop -> new ArrayList<>())
                            .add(way.get(i - 1).offset() + ">" + way.get(i).offset());
                }
            }
        }
        return sorted(hops);
    }

    private static Map<String, String> hops(PathTrace trace) {
        Map<String, List<String>> hops = new TreeMap<>();
        for (Hop hop : trace.hops()) {
            List<Long> from = offsets(hop.fromRanges());
            List<Long> to = offsets(hop.toRanges());
            assertThat(hop.amountSats()).isEqualTo(from.size()).isEqualTo(to.size());
            for (int i = 0; i < from.size() && !hop.from().isFee() && !hop.to().isFee(); i++) {
                hops.computeIfAbsent(
                                name(hop.from().id(), hop.from().outPoint()) + " "
                                        + name(hop.to().id(), hop.to().outPoint()),
                                none -> new ArrayList<>())
                        .add(from.get(i) + ">" + to.get(i));
            }
        }
        return sorted(hops);
    }

    /// Satoshis that entered (or left) each fee slot.
    private static Map<String, Long> throughFees(PathTrace trace, boolean entered) {
        Map<String, Long> sats = new TreeMap<>();
        for (Hop hop : trace.hops()) {
            Place place = entered ? hop.to() : hop.from();
            if (place.isFee()) {
                sats.merge(place.name(), hop.amountSats(), Long::sum);
            }
        }
        return sats;
    }

    private static List<Long> offsets(List<Range> ranges) {
        List<Long> offsets = new ArrayList<>();
        for (Range range : ranges) {
            for (long i = 0; i < range.lengthSats(); i++) {
                offsets.add(range.offsetSats() + i);
            }
        }
        return offsets;
    }

    /// Whatever the order in which satoshis were met, and which ones were told of together.
    private static Map<String, String> sorted(Map<String, List<String>> all) {
        Map<String, String> sorted = new TreeMap<>();
        all.forEach(
                (key, list) -> sorted.put(key, list.stream().sorted().toList().toString()));
        return sorted;
    }

    private static String name(LaidSeed seed) {
        return name(seed.id(), seed.outPoint());
    }

    private static String name(long id, OutPoint outPoint) {
        return OutputId.isBoundary(id) ? "before " + outPoint : OutputId.text(id);
    }
}
