package clayton.store;

/// The columns of a ledger: file name, bytes per row, and how many rows there are.
enum ColumnKind {
    /// Header, hash, offset and number of the blk file, size, totals.
    BLOCKS("blocks", Columns.BLOCK),

    /// Txid, first output, first input, offset in the block, length, fees of the block before it.
    TRANSACTIONS("transactions", Columns.TX),

    /// Version, lock time, lowest sequence number, weight.
    FINGERPRINTS("fingerprints", Columns.FINGERPRINT),

    /// Prevout id, its value.
    INPUTS("inputs", Columns.INPUT),

    /// Number of the spent output's script, or −1.
    INPUT_SCRIPTS("input-scripts", 4),

    VALUES("values", 8),

    /// Number of the script, or −1.
    OUTPUT_SCRIPTS("output-scripts", 4),

    /// Pointers to spending inputs.
    SPENDERS("spenders", 8),

    /// Pointers to the next output of the same script.
    NEXT_OUTPUTS("next-outputs", 8),

    /// Txid, vout, height and coinbase flag (as in undo data, or −1), value, spender, script number.
    BOUNDARY("boundary", Columns.BOUNDARY),

    NEXT_BOUNDARY("next-boundary", 8),

    /// Id of the first output, where the bytes begin in `script-bytes`.
    SCRIPTS("scripts", Columns.SCRIPT),

    SCRIPT_BYTES("script-bytes", 1),

    /// The script's form, by its place in [clayton.chain.ScriptKind].
    SCRIPT_KINDS("script-kinds", 1),

    /// Pointers to the last output of each script, for the loader: row plus one, or −1 − number of a boundary
    /// output.
    SCRIPT_TAILS("script-tails", 8);

    private final String file;
    private final int width;

    ColumnKind(String file, int width) {
        this.file = file;
        this.width = width;
    }

    String file() {
        return file;
    }

    /// Bytes of all rows.
    long bytes(Totals totals) {
        return rows(totals) * width;
    }

    private long rows(Totals totals) {
        return switch (this) {
            case BLOCKS -> totals.blocks;
            case TRANSACTIONS, FINGERPRINTS -> totals.transactions;
            case INPUTS, INPUT_SCRIPTS -> totals.inputs;
            case VALUES, OUTPUT_SCRIPTS, SPENDERS, NEXT_OUTPUTS -> totals.outputs;
            case BOUNDARY, NEXT_BOUNDARY -> totals.boundary;
            case SCRIPTS, SCRIPT_KINDS, SCRIPT_TAILS -> totals.scripts;
            case SCRIPT_BYTES -> totals.scriptBytes;
        };
    }
}
