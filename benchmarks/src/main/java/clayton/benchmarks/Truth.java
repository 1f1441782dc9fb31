package clayton.benchmarks;

import java.io.IOException;

/// Is told what the chain's transactions are really about, in chain order: what an investigator would have to find
/// out.
interface Truth extends AutoCloseable {
    Truth UNTOLD = (height, index, draft) -> {};

    void tell(int height, int index, Draft draft) throws IOException;

    @Override
    default void close() throws IOException {}
}
