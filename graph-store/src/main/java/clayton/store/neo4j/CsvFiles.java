package clayton.store.neo4j;

import clayton.chain.BlockView;
import clayton.chain.OutputId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files that Neo4j's importer reads: one for each label and type, with the same properties that a load through the
/// driver writes. Nodes are named by their row, because the importer cannot hold numbers as large as coordinates.
final class CsvFiles implements AutoCloseable {
    private final Path folder;
    private final int from;
    private final List<BufferedWriter> open = new ArrayList<>();
    private final List<String> options = new ArrayList<>();

    private final BufferedWriter blocks;
    private final BufferedWriter transactions;
    private final BufferedWriter outputs;
    private final BufferedWriter scripts;
    private final BufferedWriter contains;
    private final BufferedWriter creates;
    private final BufferedWriter locked;
    private final BufferedWriter spent;
    private final BufferedWriter displaced;

    /// Row of the first transaction of each block, of the first output of each transaction, of each boundary output.
    private int[] firstTransaction = new int[1024];

    private int[] firstOutput = new int[1024];
    private int[] boundary = new int[16];
    private int transactionRows;
    private int outputRows;
    private long entities;

    CsvFiles(Path folder, int from) throws IOException {
        this.folder = folder;
        this.from = from;
        blocks = nodes("Block", ":ID(Block),height:long,hash,header,time:long,transactions:long" + sumColumns());
        transactions = nodes(
                "Transaction",
                ":ID(Transaction),height:long,id,index:long,txid,fee:long,feesBefore:long,unresolved:boolean,"
                        + "subsidy:long,fees:long,unclaimed:long,version:long,lockTime:long,lowestSequence:long,"
                        + "weight:long");
        outputs = nodes(
                "Output",
                ":ID(Output),id,outpoint,value:long,unspendable:boolean,data,height:long,coinbase:boolean,"
                        + "boundary:long");
        scripts = nodes("Script", ":ID(Script),number:long,hash,hex,type,address");
        contains = relationships("CONTAINS", ":START_ID(Block),:END_ID(Transaction)");
        creates = relationships("CREATES", ":START_ID(Transaction),:END_ID(Output)");
        locked = relationships("LOCKED_TO", ":START_ID(Output),:END_ID(Script)");
        spent = relationships("SPENT_BY", ":START_ID(Output),:END_ID(Transaction),index:long");
        displaced = relationships("DISPLACED_BY", ":START_ID(Output),:END_ID(Transaction)");
    }

    private static String sumColumns() {
        StringBuilder columns = new StringBuilder();
        sumNames().forEach(name -> columns.append(',').append(name).append(":long"));
        return columns.toString();
    }

    private static List<String> sumNames() {
        return Sums.NONE.properties().keySet().stream().sorted().toList();
    }

    private BufferedWriter nodes(String label, String header) throws IOException {
        return file("--nodes=", label, header);
    }

    private BufferedWriter relationships(String type, String header) throws IOException {
        return file("--relationships=", type, header);
    }

    private BufferedWriter file(String option, String name, String header) throws IOException {
        Path file = folder.resolve(name + ".csv");
        options.add(option + name + "=" + file);
        BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        open.add(writer);
        writer.write(header);
        writer.write('\n');
        return writer;
    }

    /// What the importer has to be told of the files.
    List<String> options() {
        return List.copyOf(options);
    }

    /// Nodes and relationships written so far.
    long entities() {
        return entities;
    }

    /// Appends a block and its only rows.
    void write(LinkedBlock block, BlockRows rows) throws IOException {
        int row = block.view.height - from;
        for (Object each : rows.blocks) {
            Map<?, ?> cells = (Map<?, ?>) each;
            List<@Nullable Object> line = new ArrayList<>();
            line.add(row);
            for (String name : List.of("height", "hash", "header", "time", "transactions")) {
                line.add(cells.get(name));
            }
            sumNames().forEach(name -> line.add(cells.get(name)));
            line(blocks, line);
        }
        for (Object each : rows.scripts) {
            List<?> cells = (List<?>) each;
            line(
                    scripts,
                    Arrays.asList(
                            cells.get(0),
                            cells.get(0),
                            cells.get(1),
                            quoted(cells.get(2)),
                            cells.get(3),
                            cells.get(4)));
        }
        for (Object each : rows.boundaries) {
            writeBoundary((List<?>) each);
        }
        firstTransaction = fitted(firstTransaction, row);
        firstTransaction[row] = transactionRows;
        for (Object each : rows.transactions) {
            writeTransaction((List<?>) each, row);
        }
        writeSpends(block);
    }

    private void writeBoundary(List<?> cells) throws IOException {
        int number = (Integer) cells.get(5);
        boundary = fitted(boundary, number);
        boundary[number] = outputRows;
        line(
                outputs,
                Arrays.asList(
                        outputRows,
                        cells.get(0),
                        cells.get(1),
                        cells.get(2),
                        null,
                        null,
                        cells.get(3),
                        cells.get(4),
                        number));
        lock(cells.get(6));
        outputRows++;
    }

    private void writeTransaction(List<?> cells, int block) throws IOException {
        List<@Nullable Object> line = new ArrayList<>();
        line.add(transactionRows);
        line.addAll(cells.subList(0, 14));
        line(transactions, line);
        line(contains, List.of(block, transactionRows));
        firstOutput = fitted(firstOutput, transactionRows);
        firstOutput[transactionRows] = outputRows;
        for (Object each : (List<?>) cells.get(14)) {
            List<?> output = (List<?>) each;
            line(
                    outputs,
                    Arrays.asList(
                            outputRows,
                            output.get(0),
                            output.get(1),
                            output.get(2),
                            output.get(3),
                            output.get(5),
                            null,
                            null,
                            null));
            line(creates, List.of(transactionRows, outputRows));
            lock(output.get(4));
            outputRows++;
        }
        transactionRows++;
    }

    private void lock(@Nullable Object script) throws IOException {
        if (script != null) {
            line(locked, List.of(outputRows, script));
        }
    }

    private void writeSpends(LinkedBlock block) throws IOException {
        BlockView view = block.view;
        int first = firstTransaction[view.height - from];
        for (int t = 0; t < view.transactions; t++) {
            for (int i = view.firstInput[t]; i < view.firstInput[t + 1]; i++) {
                line(spent, List.of(outputRow(view.prevouts[i]), first + t, i - view.firstInput[t]));
            }
        }
        for (LinkedBlock.Displaced each : block.displaced) {
            line(displaced, List.of(outputRow(each.output()), first + OutputId.index(each.transaction())));
        }
    }

    private int outputRow(long id) {
        if (OutputId.isBoundary(id)) {
            return boundary[OutputId.boundaryNumber(id)];
        }
        int transaction = firstTransaction[OutputId.height(id) - from] + OutputId.index(id);
        return firstOutput[transaction] + OutputId.vout(id);
    }

    private static int[] fitted(int[] rows, int index) {
        return index < rows.length ? rows : Arrays.copyOf(rows, Math.max(index + 1, rows.length + rows.length / 2));
    }

    /// A text that may be empty, and is then not the same as none.
    private static String quoted(Object text) {
        return "\"" + text + "\"";
    }

    /// No cell needs an escape: they are numbers, hex, coordinates and addresses.
    private void line(BufferedWriter file, List<? extends @Nullable Object> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                file.write(',');
            }
            Object cell = cells.get(i);
            if (cell != null) {
                file.write(cell.toString());
            }
        }
        file.write('\n');
        entities++;
    }

    @Override
    public void close() throws IOException {
        for (BufferedWriter writer : open) {
            writer.close();
        }
    }
}
