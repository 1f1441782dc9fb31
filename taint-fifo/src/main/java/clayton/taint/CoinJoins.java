package clayton.taint;

import java.io.IOException;

/// Says which transactions are CoinJoins. Taint goes on through them, but is marked from then on.
@FunctionalInterface
public interface CoinJoins {
    /// None that anyone knows of.
    CoinJoins NONE = transaction -> false;

    /// Given a transaction's coordinate, with the transaction's reserved vout.
    boolean contains(long transaction) throws IOException;
}
