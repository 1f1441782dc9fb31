package clayton.cli;

import clayton.chain.StaleBlock;
import clayton.reader.BlockFiles;
import clayton.reader.LoadReport;
import clayton.reader.SkippedRange;
import clayton.store.LedgerInfo;
import clayton.workspace.Loading;
import java.util.List;

/// The JSON of `clayton load`. `added` counts the blocks of this run; the other figures are the whole ledger's.
record LoadDocument(
        String schema,
        String network,
        String ledger,
        int from,
        int to,
        String tip,
        int added,
        int blocks,
        int staleBlocks,
        long transactions,
        long unresolvedInputs,
        List<Refused> refused,
        List<Skipped> skipped,
        List<String> notes,
        boolean stopped) {
    record Refused(int height, String hash, String file, long offset, String reason) {
        static Refused of(StaleBlock block) {
            return new Refused(
                    block.height(),
                    block.hash().toString(),
                    BlockFiles.fileName(block.file()),
                    block.offset(),
                    block.reason());
        }
    }

    record Skipped(String file, long from, long to) {
        static Skipped of(SkippedRange range) {
            return new Skipped(BlockFiles.fileName(range.file()), range.from(), range.to());
        }
    }

    static LoadDocument of(Loading loading, LoadReport report, LedgerInfo info) {
        return new LoadDocument(
                "clayton.load/1",
                info.network().name(),
                loading.ledger().toString(),
                info.from(),
                info.to(),
                info.tip().toString(),
                report.blocks(),
                info.blocks(),
                info.stale().size(),
                info.transactions(),
                info.unresolvedInputs(),
                report.refused().stream().map(Refused::of).toList(),
                report.skipped().stream().map(Skipped::of).toList(),
                report.notes(),
                report.stopped());
    }
}
