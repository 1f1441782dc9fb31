package clayton.store;

import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.StaleBlock;
import java.util.List;

/// What a ledger holds. Sums are in satoshis; `inputs` counts one per coinbase; `scripts` are the distinct
/// scriptPubKeys of all outputs but OP_RETURN; `utxos` leaves out what can never be spent.
public record LedgerInfo(
        Network network,
        int from,
        int to,
        Hash256 tip,
        int blocks,
        List<StaleBlock> stale,
        long transactions,
        long inputs,
        long outputs,
        long fees,
        long unclaimed,
        long utxos,
        long utxoSats,
        long boundaryOutputs,
        long unresolvedInputs,
        long scripts) {}
