package clayton.reader;

import clayton.chain.Network;
import clayton.chain.StaleBlock;
import java.util.List;

/// What a load did. `to` is the sink's last height now, one below `from` if it holds none. `blocks` and `bytes`
/// count what this load handed over. `stale` names all blocks beside the chain within these heights, with those
/// that were `refused`; `withoutUndo` counts blocks whose spent outputs were wanted and could not be had;
/// `unconnected` blocks that lack an ancestor in the files. After `stopped` the same load goes on where this one
/// ended.
public record LoadReport(
        Network network,
        int from,
        int to,
        int blocks,
        long bytes,
        List<StaleBlock> stale,
        List<StaleBlock> refused,
        List<SkippedRange> skipped,
        int withoutUndo,
        int unconnected,
        List<String> notes,
        boolean stopped) {}
