package clayton.benchmarks;

import java.util.Locale;

/// Why an output was made. `MIXED` is a CoinJoin's output of an amount that others have, too, `FEE` what a CoinJoin's
/// coordinator gets, `OWN` money that its payer sends to itself (but not as change), `BURN` an output that nobody can
/// spend.
enum Purpose {
    PAYMENT,
    CHANGE,
    MIXED,
    FEE,
    OWN,
    REWARD,
    DATA,
    BURN;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
