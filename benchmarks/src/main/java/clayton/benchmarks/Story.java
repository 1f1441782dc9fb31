package clayton.benchmarks;

import java.util.Locale;

/// What a transaction is about. A `PAYMENT` has change, a `SWEEP` has none; a `PEEL` is one step of a peel chain; a
/// `BATCH` is a service paying many people at once, `SPLIT` one cutting its coins into equal ones of its own. A
/// `COINJOIN` is made by some people among themselves; the others are made with the software of that name.
enum Story {
    COINBASE,
    PAYMENT,
    SWEEP,
    PEEL,
    BATCH,
    SPLIT,
    CONSOLIDATION,
    COINJOIN,
    JOINMARKET,
    WASABI1,
    WASABI2,
    WHIRLPOOL_TX0,
    WHIRLPOOL_MIX;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
