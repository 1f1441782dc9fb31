package clayton.cli;

import clayton.evidence.AttributionTag;
import clayton.evidence.TagStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
        List<String> notes,
        @Nullable List<AttributionTag> tags) {
    /// With what is said of the transaction, its outputs and the addresses in it; absent if nothing is.
    TransactionDocument with(TagStore store) {
        Set<String> subjects = new HashSet<>(Set.of(txid));
        inputs.forEach(input -> subjects.addAll(input.subjects()));
        outputs.forEach(output -> subjects.addAll(output.subjects()));
        List<AttributionTag> found = store.about(subjects);
        return new TransactionDocument(
                schema,
                network,
                txid,
                coordinate,
                height,
                index,
                block,
                time,
                medianTime,
                coinbase,
                unresolved,
                fee,
                subsidy,
                blockFees,
                unclaimed,
                inputs,
                outputs,
                notes,
                found.isEmpty() ? null : found);
    }
}
