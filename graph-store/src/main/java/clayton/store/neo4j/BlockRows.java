package clayton.store.neo4j;

import clayton.chain.BlockView;
import clayton.chain.Network;
import clayton.chain.Output;
import clayton.chain.OutputId;
import clayton.chain.ScriptKind;
import clayton.chain.TransactionGraph;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Blocks as the rows that [Cypher]'s writing statements take: plain lists, whose order is theirs.
final class BlockRows {
    private static final int TIME = 68;

    private final Network network;
    private final Function<byte[], Optional<String>> addresses;

    final List<Object> blocks = new ArrayList<>();
    final List<Object> scripts = new ArrayList<>();
    final List<Object> boundaries = new ArrayList<>();
    final List<Object> transactions = new ArrayList<>();
    final List<Object> spends = new ArrayList<>();
    final List<Object> displaced = new ArrayList<>();
    private long size;

    /// `addresses` says how people write a script, if it has an address.
    BlockRows(Network network, Function<byte[], Optional<String>> addresses) {
        this.network = network;
        this.addresses = addresses;
    }

    /// How many nodes and relationships these rows make, nearly.
    long size() {
        return size;
    }

    void clear() {
        for (List<Object> rows : List.of(blocks, scripts, boundaries, transactions, spends, displaced)) {
            rows.clear();
        }
        size = 0;
    }

    void add(LinkedBlock block, Sums sums) {
        BlockMoney money = new BlockMoney(block, network);
        blocks.add(block(block, sums));
        for (int i = 0; i < block.scripts.size(); i++) {
            scripts.add(script(block.view.scriptsBefore + i, block.scripts.get(i)));
        }
        int firstBoundary = (int) sums.boundaries() - block.boundaries.size();
        for (int i = 0; i < block.view.firstInput[block.view.transactions]; i++) {
            if (OutputId.isBoundary(block.view.prevouts[i])) {
                int number = OutputId.boundaryNumber(block.view.prevouts[i]);
                Output output = block.boundaries.get(number - firstBoundary);
                boundaries.add(boundary(output, number, block.view.inputScripts[i]));
            }
        }
        for (int t = 0; t < block.view.transactions; t++) {
            transactions.add(transaction(block, t, money));
            addSpends(block.view, t);
        }
        for (LinkedBlock.Displaced each : block.displaced) {
            displaced.add(List.of(Coordinates.output(each.output()), Coordinates.transaction(each.transaction())));
        }
        int outputs = block.view.firstOutput[block.view.transactions];
        int inputs = block.view.firstInput[block.view.transactions];
        size += 1L + 2L * block.view.transactions + 3L * outputs + inputs + block.scripts.size();
    }

    private static Map<String, Object> block(LinkedBlock block, Sums sums) {
        Map<String, Object> row = new HashMap<>(sums.properties());
        row.put("height", block.view.height);
        row.put("hash", block.hash.toString());
        row.put("header", HexFormat.of().formatHex(block.header));
        row.put("time", time(block.header));
        row.put("transactions", block.view.transactions);
        return row;
    }

    private static long time(byte[] header) {
        return header[TIME] & 0xffL
                | (header[TIME + 1] & 0xffL) << 8
                | (header[TIME + 2] & 0xffL) << 16
                | (header[TIME + 3] & 0xffL) << 24;
    }

    private List<@Nullable Object> script(int number, byte[] script) {
        return row(
                number,
                hash(script),
                HexFormat.of().formatHex(script),
                ScriptKind.of(script).coreName(),
                addresses.apply(script).orElse(null));
    }

    private static List<@Nullable Object> boundary(Output output, int number, int script) {
        boolean known = output.valueSats() != TransactionGraph.UNKNOWN;
        return row(
                Coordinates.output(OutputId.boundary(number)),
                output.outPoint().toString(),
                known ? output.valueSats() : null,
                output.height() < 0 ? null : output.height(),
                output.coinbase() ? true : null,
                number,
                numbered(script));
    }

    private static @Nullable Integer numbered(int script) {
        return script == BlockView.NO_SCRIPT ? null : script;
    }

    private List<@Nullable Object> transaction(LinkedBlock block, int t, BlockMoney money) {
        BlockView view = block.view;
        boolean coinbase = t == 0;
        boolean resolved = !money.unresolved(t);
        List<Object> outputs = new ArrayList<>();
        for (int i = view.firstOutput[t]; i < view.firstOutput[t + 1]; i++) {
            int vout = i - view.firstOutput[t];
            outputs.add(row(
                    OutputId.text(OutputId.withVout(view.id(t), vout)),
                    block.txids.get(t) + ":" + vout,
                    view.values[i],
                    block.unspendable[i] ? true : null,
                    numbered(view.outputScripts[i]),
                    block.data[i].length == 0 ? null : HexFormat.of().formatHex(block.data[i])));
        }
        return row(
                view.height,
                Coordinates.transaction(view.id(t)),
                t,
                block.txids.get(t).toString(),
                coinbase || !resolved ? null : money.fee(t),
                coinbase ? null : money.feesBefore(t),
                resolved ? null : true,
                coinbase ? network.subsidy(view.height) : null,
                coinbase ? money.fees() : null,
                coinbase && resolved ? money.unclaimed() : null,
                view.version(t),
                Integer.toUnsignedLong(view.lockTime(t)),
                Integer.toUnsignedLong(view.lowestSequence(t)),
                view.weight(t),
                outputs);
    }

    private void addSpends(BlockView view, int t) {
        for (int i = view.firstInput[t]; i < view.firstInput[t + 1]; i++) {
            spends.add(row(
                    Coordinates.output(view.prevouts[i]), Coordinates.transaction(view.id(t)), i - view.firstInput[t]));
        }
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    /// The key of a script: SHA-256 of its bytes, in hex.
    static String hash(byte[] script) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(script));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
