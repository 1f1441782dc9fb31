package clayton.clustering;

import java.io.IOException;

/// Tells a [Payment] of the transactions before and after it.
interface Neighbours {
    /// Of a loaded transaction, by its coordinate.
    Traits traits(long transaction) throws IOException;

    /// The spenders of a transaction's outputs as [clayton.chain.OutputId] describes them; valid until the next call.
    long[] spenders(long transaction) throws IOException;
}
