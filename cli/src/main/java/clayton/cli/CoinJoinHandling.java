package clayton.cli;

import java.util.Locale;

/// Whether CoinJoins link what they spend.
enum CoinJoinHandling {
    SKIP,
    MERGE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
