package clayton.cli;

import clayton.store.LedgerInfo;

/// The JSON of `clayton info`.
record InfoDocument(
        String schema,
        String network,
        int from,
        int to,
        String tip,
        long blocks,
        long staleBlocks,
        long transactions,
        long inputs,
        long outputs,
        long fees,
        long unclaimed,
        long utxos,
        long utxoValue,
        String utxoSha256,
        long boundaryOutputs,
        long unresolvedInputs,
        long scripts) {
    static InfoDocument of(LedgerInfo info, String utxoSha256) {
        return new InfoDocument(
                "clayton.info/1",
                info.network().name(),
                info.from(),
                info.to(),
                info.tip().toString(),
                info.blocks(),
                info.stale().size(),
                info.transactions(),
                info.inputs(),
                info.outputs(),
                info.fees(),
                info.unclaimed(),
                info.utxos(),
                info.utxoSats(),
                utxoSha256,
                info.boundaryOutputs(),
                info.unresolvedInputs(),
                info.scripts());
    }
}
