package clayton.cli;

import clayton.chain.BlockSweep;
import clayton.chain.BlockView;
import clayton.chain.CorruptDataException;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.ScriptKind;
import clayton.chain.TransactionGraph;
import clayton.clustering.Truth;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;

/// Reads the truth of a generated chain (docs/truth-format.md) line by line, beside the blocks it is about. What lies
/// outside of the loaded range is passed over.
final class GeneratedTruth {
    static final String OUTPUTS = "outputs.csv";
    static final String TRANSACTIONS = "transactions.csv";

    private static final Map<String, String> COIN_JOINS = Map.of(
            "coinjoin", "equal-outputs",
            "joinmarket", "joinmarket",
            "wasabi1", "wasabi-1",
            "wasabi2", "wasabi-2",
            "whirlpool_tx0", "whirlpool-tx0",
            "whirlpool_mix", "whirlpool-mix");

    private final Path folder;
    private final TransactionGraph graph;
    private final Truth.Builder truth;
    private final BlockSweep sweep;
    private final BlockView block = new BlockView();

    GeneratedTruth(Path folder, TransactionGraph graph) throws IOException {
        this.folder = folder;
        this.graph = graph;
        truth = new Truth.Builder(graph, COIN_JOINS);
        sweep = graph.sweep();
        block.height = graph.from() - 1;
    }

    Truth read(Progress progress) throws IOException {
        long told = new Lines(TRANSACTIONS, 4).read(this::transaction, progress);
        long loaded = 0;
        for (int height = graph.from(); height <= graph.to(); height++) {
            loaded += graph.transactionsIn(height);
        }
        if (told != loaded) {
            throw new CorruptDataException(
                    folder.resolve(TRANSACTIONS),
                    0,
                    "lines for the ledger's " + loaded + " transactions",
                    told + ": name the truth of the very chain that is loaded");
        }
        new Lines(OUTPUTS, 3).read(this::output, progress);
        return truth.build();
    }

    private void transaction(Lines lines, long id, String[] cells) throws IOException {
        if (OutputId.index(id) >= graph.transactionsIn(OutputId.height(id))) {
            throw lines.wrong("a transaction of the ledger", cells[0]);
        }
        truth.story(OutputId.transaction(id), cells[1]);
        if (!cells[2].isEmpty()) {
            truth.hop(lines.number(cells[2]), lines.number(cells[3]), OutputId.transaction(id));
        }
    }

    private void output(Lines lines, long id, String[] cells) throws IOException {
        if (OutputId.height(id) < block.height) {
            throw lines.wrong("outputs in order of height", cells[0]);
        }
        if (OutputId.height(id) > block.height) {
            sweep.read(OutputId.height(id), block);
        }
        int index = OutputId.index(id);
        if (index >= block.transactions || OutputId.vout(id) >= block.outputs(index)) {
            throw lines.wrong("an output of the ledger", cells[0]);
        }
        int script = block.outputScripts[block.firstOutput[index] + OutputId.vout(id)];
        boolean isOwned = script != BlockView.NO_SCRIPT && !cells[1].equals("-");
        if (isOwned && !truth.owner(script, cells[1]) && ScriptKind.of(graph.script(script)) != ScriptKind.ANCHOR) {
            throw lines.wrong("the one owner of a script", "another, " + cells[1]);
        }
        if (cells[2].equals("change")) {
            truth.change(id);
        }
    }

    /// Takes a line: the coordinate that it begins with, and its cells.
    private interface Taker {
        void take(Lines lines, long id, String[] cells) throws IOException;
    }

    /// One of the files, and how far it is read.
    private final class Lines {
        private final Path file;
        private final int columns;
        private long offset;

        Lines(String name, int columns) {
            file = folder.resolve(name);
            this.columns = columns;
        }

        /// Hands on the lines of the loaded range; answers how many these were.
        long read(Taker taker, Progress progress) throws IOException {
            long taken = 0;
            try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
                String line = lines.readLine();
                while (line != null) {
                    if (offset > 0) {
                        taken += take(line, taker) ? 1 : 0;
                    }
                    offset += line.length() + 1L;
                    line = lines.readLine();
                    if (!progress.goOn("reading " + file.getFileName(), offset, 0)) {
                        throw new CancellationException("the reading of " + file + " was stopped");
                    }
                }
            }
            return taken;
        }

        private boolean take(String line, Taker taker) throws IOException {
            String[] cells = line.split(",", -1);
            if (cells.length != columns) {
                throw wrong(columns + " cells", line);
            }
            long id = coordinate(cells[0]);
            boolean isLoaded = OutputId.height(id) >= graph.from() && OutputId.height(id) <= graph.to();
            if (isLoaded) {
                taker.take(this, id, cells);
            }
            return isLoaded;
        }

        private long coordinate(String text) throws IOException {
            try {
                boolean isOutput = text.indexOf('x') != text.lastIndexOf('x');
                return OutputId.parse(isOutput ? text : text + "x" + OutputId.TRANSACTION);
            } catch (IllegalArgumentException e) {
                throw wrong("a coordinate", text);
            }
        }

        int number(String text) throws IOException {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw wrong("a number", text);
            }
        }

        CorruptDataException wrong(String expected, String found) {
            return new CorruptDataException(file, offset, expected, found);
        }
    }
}
