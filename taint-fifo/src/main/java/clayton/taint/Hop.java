package clayton.taint;

import clayton.chain.Hash256;
import java.util.List;

/// What one transaction handed from one place to another of the satoshis on a way; `fromRanges` lie in `from`,
/// `toRanges` are the same satoshis in `to`. `coinJoin` if the transaction is one.
public record Hop(
        long transaction,
        Hash256 txid,
        boolean coinJoin,
        Place from,
        Place to,
        long amountSats,
        List<Range> fromRanges,
        List<Range> toRanges) {}
