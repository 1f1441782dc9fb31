package clayton.store.neo4j;

import clayton.chain.Network;
import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import java.util.Map;
import org.neo4j.driver.Value;

/// What the range holds up to and including one block, as that block's node states it; in satoshis where it is money.
/// Inputs leave out the coinbases'.
record Sums(
        long blocks,
        long transactions,
        long inputs,
        long outputs,
        long scripts,
        long boundaries,
        long unresolved,
        long fees,
        long unclaimed,
        long utxos,
        long utxoSats) {
    static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Sums of(Value block) {
        return new Sums(
                block.get("sumBlocks").asLong(),
                block.get("sumTransactions").asLong(),
                block.get("sumInputs").asLong(),
                block.get("sumOutputs").asLong(),
                block.get("sumScripts").asLong(),
                block.get("sumBoundaries").asLong(),
                block.get("sumUnresolved").asLong(),
                block.get("sumFees").asLong(),
                block.get("sumUnclaimed").asLong(),
                block.get("sumUtxos").asLong(),
                block.get("sumUtxoSats").asLong());
    }

    Map<String, Object> properties() {
        return Map.ofEntries(
                Map.entry("sumBlocks", blocks),
                Map.entry("sumTransactions", transactions),
                Map.entry("sumInputs", inputs),
                Map.entry("sumOutputs", outputs),
                Map.entry("sumScripts", scripts),
                Map.entry("sumBoundaries", boundaries),
                Map.entry("sumUnresolved", unresolved),
                Map.entry("sumFees", fees),
                Map.entry("sumUnclaimed", unclaimed),
                Map.entry("sumUtxos", utxos),
                Map.entry("sumUtxoSats", utxoSats));
    }

    /// The sums after one more block.
    Sums plus(LinkedBlock block, Network network) {
        int count = block.view.transactions;
        int inputCount = block.view.firstInput[count];
        int outputCount = block.view.firstOutput[count];
        long unresolvedHere = 0;
        long utxosAfter = utxos;
        long utxoSatsAfter = utxoSats;
        for (int i = 0; i < inputCount; i++) {
            unresolvedHere += block.view.inputValues[i] == TransactionGraph.UNKNOWN ? 1 : 0;
            if (!OutputId.isBoundary(block.view.prevouts[i])) {
                utxosAfter--;
                utxoSatsAfter -= block.view.inputValues[i];
            }
        }
        for (int i = 0; i < outputCount; i++) {
            utxosAfter += block.unspendable[i] ? 0 : 1;
            utxoSatsAfter += block.unspendable[i] ? 0 : block.view.values[i];
        }
        for (LinkedBlock.Displaced displaced : block.displaced) {
            utxosAfter--;
            utxoSatsAfter -= displaced.valueSats();
        }
        BlockMoney money = new BlockMoney(block, network);
        return new Sums(
                blocks + 1,
                transactions + count,
                inputs + inputCount,
                outputs + outputCount,
                scripts + block.scripts.size(),
                boundaries + block.boundaries.size(),
                unresolved + unresolvedHere,
                fees + money.fees(),
                unclaimed + money.unclaimed(),
                utxosAfter,
                utxoSatsAfter);
    }
}
