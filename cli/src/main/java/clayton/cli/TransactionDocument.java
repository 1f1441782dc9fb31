package clayton.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON of `clayton tx`. A coinbase has `subsidy`, `blockFees` and `unclaimed`, every other transaction a
/// `fee`; all four are absent if a value they are made of is not known.
record TransactionDocument(
        String schema,
        String network,
        String txid,
        String coordinate,
        int height,
        int index,
        String block,
        long time,
        @Nullable Long medianTime,
        boolean coinbase,
        boolean unresolved,
        @Nullable Long fee,
        @Nullable Long subsidy,
        @Nullable Long blockFees,
        @Nullable Long unclaimed,
        List<OutputFacts> inputs,
        List<OutputFacts> outputs,
        List<String> notes) {}
