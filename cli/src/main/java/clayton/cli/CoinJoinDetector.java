package clayton.cli;

import clayton.chain.TransactionGraph;
import clayton.taint.CoinJoins;
import java.io.IOException;

/// Tells CoinJoins in a graph from other transactions. Given to the program where it is put together.
@FunctionalInterface
interface CoinJoinDetector {
    CoinJoins in(TransactionGraph graph) throws IOException;
}
