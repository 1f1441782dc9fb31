package clayton.clustering;

import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is known of a chain that was made up: who owns which script, what each transaction really is (its story), which
/// outputs are change, and which transactions are one peel chain. Takes 4 bytes for each script, one for each
/// transaction and 8 for each output that is change.
public final class Truth {
    /// The owner of a script that nobody owns, that several own, or of which nothing is known.
    static final int NOBODY = -1;

    private static final int SEVERAL = -2;

    private final int from;
    private final int[] firstTransaction;
    private final int[] ownerOf;
    private final int owners;
    private final List<String> stories;
    private final byte[] storyOf;
    private final long[] change;
    private final List<long[]> peelChains;
    private final Map<String, String> coinJoins;

    private Truth(Builder builder) {
        from = builder.from;
        firstTransaction = builder.firstTransaction;
        ownerOf = builder.ownersInOrderOfName();
        owners = builder.owners.size();
        stories = List.copyOf(builder.stories);
        storyOf = builder.storyOf;
        change = Arrays.copyOf(builder.change, builder.changes);
        Arrays.sort(change);
        peelChains = builder.chains();
        coinJoins = builder.coinJoins;
    }

    /// Number of owners, which are told by numbers below it in order of their names.
    public int owners() {
        return owners;
    }

    int owner(int script) {
        return ownerOf[script];
    }

    /// Whether two scripts have owners, and not the same.
    boolean areStrangers(int script, int other) {
        return owner(script) != NOBODY && owner(other) != NOBODY && owner(script) != owner(other);
    }

    /// The stories there are; the first is that of transactions of which nothing is known.
    List<String> stories() {
        return stories;
    }

    /// The number of a transaction's story in [#stories].
    int story(long transaction) {
        return storyOf[number(from, firstTransaction, transaction)] & 0xff;
    }

    /// The name of the rule that looks for this kind of CoinJoin, if the story is one.
    Optional<String> coinJoin(String story) {
        return Optional.ofNullable(coinJoins.get(story));
    }

    /// Whether several owners mix their coins in transactions of this story.
    boolean isMix(String story) {
        return CoinJoins.RULES.stream()
                .anyMatch(rule -> rule.mixes() && rule.name().equals(coinJoins.get(story)));
    }

    /// Whether an output of a transaction is change.
    boolean isChange(long transaction, int vout) {
        return Arrays.binarySearch(change, OutputId.withVout(transaction, vout)) >= 0;
    }

    /// The peel chains, each the coordinates of its transactions in order.
    List<long[]> peelChains() {
        return peelChains;
    }

    private static int number(int from, int[] firstTransaction, long transaction) {
        return firstTransaction[OutputId.height(transaction) - from] + OutputId.index(transaction);
    }

    /// Takes in what is known, in any order.
    public static final class Builder {
        private static final int MOST_STORIES = 1 << Byte.SIZE;

        private final Map<String, String> coinJoins;
        private final int from;
        private final int[] firstTransaction;
        private final int[] ownerOf;
        private final Map<String, Integer> owners = new HashMap<>();
        private final List<String> stories = new ArrayList<>(List.of("untold"));
        private final Map<String, Integer> storyNumbers = new HashMap<>();
        private final byte[] storyOf;
        private final SortedMap<Integer, List<Hop>> hops = new TreeMap<>();
        private long[] change = new long[16];
        private int changes;

        /// A place in a peel chain.
        private record Hop(int hop, long transaction) {}

        /// For a graph, with the stories that are CoinJoins and the names of the rules that look for their kinds.
        public Builder(TransactionGraph graph, Map<String, String> coinJoins) throws IOException {
            this.coinJoins = Map.copyOf(coinJoins);
            from = graph.from();
            firstTransaction = new int[graph.to() - from + 2];
            for (int height = from; height <= graph.to(); height++) {
                firstTransaction[height - from + 1] = firstTransaction[height - from] + graph.transactionsIn(height);
            }
            storyOf = new byte[firstTransaction[graph.to() - from + 1]];
            ownerOf = new int[graph.scripts(graph.to())];
            Arrays.fill(ownerOf, NOBODY);
        }

        /// Says who owns a script; answers whether nobody else was said to.
        public boolean owner(int script, String name) {
            int number = owners.computeIfAbsent(name, any -> owners.size());
            boolean isOnly = ownerOf[script] == NOBODY || ownerOf[script] == number;
            ownerOf[script] = isOnly ? number : SEVERAL;
            return isOnly;
        }

        public void story(long transaction, String story) {
            int number = storyNumbers.computeIfAbsent(story, this::newStory);
            storyOf[number(from, firstTransaction, transaction)] = (byte) number;
        }

        private int newStory(String story) {
            if (stories.size() == MOST_STORIES) {
                throw new IllegalArgumentException(
                        "there are more than " + MOST_STORIES + " stories, such as " + story);
            }
            stories.add(story);
            return stories.size() - 1;
        }

        public void change(long output) {
            change = changes == change.length ? Arrays.copyOf(change, 2 * changes) : change;
            change[changes++] = output;
        }

        /// Says that a transaction is a hop of a peel chain; hops are told by rising numbers.
        public void hop(int chain, int hop, long transaction) {
            hops.computeIfAbsent(chain, any -> new ArrayList<>()).add(new Hop(hop, transaction));
        }

        /// The owners renumbered, so that no figure depends on the order in which they became known.
        private int[] ownersInOrderOfName() {
            int[] place = new int[owners.size()];
            int next = 0;
            for (int number : new TreeMap<>(owners).values()) {
                place[number] = next++;
            }
            return Arrays.stream(ownerOf)
                    .map(number -> number < 0 ? NOBODY : place[number])
                    .toArray();
        }

        private List<long[]> chains() {
            return hops.values().stream()
                    .map(chain -> chain.stream()
                            .sorted(Comparator.comparingInt(Hop::hop))
                            .mapToLong(Hop::transaction)
                            .toArray())
                    .toList();
        }

        public Truth build() {
            return new Truth(this);
        }
    }
}
