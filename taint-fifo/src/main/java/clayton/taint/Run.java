package clayton.taint;

import java.util.List;

/// Adjacent satoshis of an output or slot that carry the same labels; `mixed` if any of them passed through a
/// CoinJoin.
public record Run(long offsetSats, long lengthSats, List<String> labels, boolean mixed) {}
