package clayton.benchmarks;

import java.util.Locale;

/// Why an output was made. `EQUAL` is one of a CoinJoin's equal outputs, `OWN` money that its payer sends to itself
/// (but not as change), `BURN` an output that nobody can spend.
enum Purpose {
    PAYMENT,
    CHANGE,
    EQUAL,
    OWN,
    REWARD,
    DATA,
    BURN;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
