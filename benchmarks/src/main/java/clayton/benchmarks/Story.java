package clayton.benchmarks;

import java.util.Locale;

/// What a transaction is about. A `PAYMENT` has change, a `SWEEP` has none; a `PEEL` is one step of a peel chain; a
/// `BATCH` is a service paying many people at once.
enum Story {
    COINBASE,
    PAYMENT,
    SWEEP,
    PEEL,
    BATCH,
    CONSOLIDATION,
    COINJOIN;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
