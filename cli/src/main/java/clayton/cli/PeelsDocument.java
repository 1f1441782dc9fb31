package clayton.cli;

import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import clayton.clustering.FoundPeelChain;
import clayton.evidence.Amounts;
import clayton.workspace.Measured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON of `clayton peel find`.
record PeelsDocument(
        String schema,
        String network,
        int from,
        int to,
        int leastHops,
        List<Chain> chains,
        List<Measured.PeelFigure> measured) {
    /// The two lines are over the hops, numbered from 1: `remainingPerHop` satoshis and `blocksPerHop` are their
    /// slopes.
    /// A line that explains nothing because there is nothing to explain has no R².
    record Chain(
            int hops,
            String first,
            String last,
            int fromHeight,
            int toHeight,
            String remainder,
            long remainingAfterFirst,
            long remainingAfterLast,
            long remainingPerHop,
            @Nullable Double remainingRSquared,
            double blocksPerHop,
            @Nullable Double cadenceRSquared) {}

    static PeelsDocument of(TransactionGraph graph, int from, int to, int leastHops, List<FoundPeelChain> found)
            throws IOException {
        List<Chain> chains = new ArrayList<>();
        for (FoundPeelChain chain : found) {
            chains.add(new Chain(
                    chain.hops(),
                    graph.txid(chain.first()).toString(),
                    graph.txid(chain.last()).toString(),
                    OutputId.height(chain.first()),
                    OutputId.height(chain.last()),
                    graph.output(chain.remainder()).outPoint().toString(),
                    chain.firstRemainingSats(),
                    chain.lastRemainingSats(),
                    Math.round(chain.remaining().slope()),
                    share(chain.remaining()),
                    Amounts.rounded(chain.cadence().slope(), 4),
                    share(chain.cadence())));
        }
        return new PeelsDocument(
                "clayton.peels/1", graph.network().name(), from, to, leastHops, chains, Measured.ofPeel(leastHops));
    }

    private static @Nullable Double share(FoundPeelChain.Line line) {
        return Double.isNaN(line.rSquared()) ? null : Amounts.rounded(line.rSquared(), 4);
    }
}
