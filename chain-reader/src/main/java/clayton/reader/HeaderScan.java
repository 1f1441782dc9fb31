package clayton.reader;

import clayton.chain.Network;
import clayton.chain.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All block records of a folder, file by file. Refreshed from an earlier scan: files that have not changed are not
/// read again, and of a grown one only what lies behind its last whole record, if that is still in its place. The
/// last file is always looked at, since a node may write to it within one tick of the clock.
record HeaderScan(Records records, List<FileScan> files, boolean complete) {
    List<SkippedRange> skipped() {
        return files.stream().flatMap(file -> file.skipped().stream()).toList();
    }

    static HeaderScan of(
            BlockFiles folder, List<FileState> files, Network network, Optional<HeaderScan> earlier, Progress progress)
            throws IOException {
        return new Run(folder, network, earlier, progress).scan(files);
    }

    private static final class Run {
        private final BlockFiles folder;
        private final Network network;
        private final ProofOfWork proofOfWork;
        private final Records known;
        private final Map<Integer, FileScan> knownFiles;
        private final Progress progress;
        private final Records records = new Records();
        private final List<FileScan> scans = new ArrayList<>();

        private Run(BlockFiles folder, Network network, Optional<HeaderScan> earlier, Progress progress) {
            this.folder = folder;
            this.network = network;
            this.proofOfWork = new ProofOfWork(network);
            this.known = earlier.map(HeaderScan::records).orElseGet(Records::new);
            this.knownFiles = earlier.map(HeaderScan::files).orElse(List.of()).stream()
                    .collect(Collectors.toMap(scan -> scan.state().number(), Function.identity()));
            this.progress = progress;
        }

        private HeaderScan scan(List<FileState> files) throws IOException {
            records.reserve(known.count);
            long total = files.stream().mapToLong(FileState::size).sum();
            long done = 0;
            for (FileState file : files) {
                if (!progress.goOn("finding blocks", done, total)) {
                    return new HeaderScan(records, scans, false);
                }
                scans.add(scan(file, scans.size() == files.size() - 1));
                done += file.size();
            }
            return new HeaderScan(records, scans, true);
        }

        private FileScan scan(FileState file, boolean last) throws IOException {
            FileScan before = knownFiles.get(file.number());
            if (before != null && before.state().equals(file) && !last) {
                return copy(before);
            }
            try (DataFile data = folder.openBlocks(file.number())) {
                RecordScanner scanner = new RecordScanner(data, file, network, proofOfWork);
                int first = records.count;
                List<SkippedRange> skipped = new ArrayList<>();
                long from = 0;
                if (before != null && isStillTrue(before, scanner)) {
                    from = before.resume();
                    keepUntil(from, before, skipped);
                }
                scanner.scan(from, records);
                skipped.addAll(scanner.skipped());
                return new FileScan(file, first, records.count, scanner.resume(), skipped);
            }
        }

        private FileScan copy(FileScan before) {
            int first = records.count;
            records.addAll(known, before.firstRecord(), before.endRecord());
            return new FileScan(before.state(), first, records.count, before.resume(), before.skipped());
        }

        /// Whether every record that is to be kept still stands where it was: the file may be another by now.
        private boolean isStillTrue(FileScan before, RecordScanner scanner) throws IOException {
            int end = recordsUntil(before.resume(), before);
            for (int record = before.firstRecord(); record < end; record++) {
                if (!scanner.stillHolds(known, record)) {
                    return false;
                }
            }
            return end > before.firstRecord();
        }

        private void keepUntil(long resume, FileScan before, List<SkippedRange> skipped) {
            records.addAll(known, before.firstRecord(), recordsUntil(resume, before));
            before.skipped().stream().filter(range -> range.to() <= resume).forEach(skipped::add);
        }

        private int recordsUntil(long resume, FileScan before) {
            int end = before.endRecord();
            while (end > before.firstRecord() && known.offset[end - 1] >= resume) {
                end--;
            }
            return end;
        }
    }
}
