package clayton.desktop.search;

import clayton.chain.Hash256;
import clayton.chain.OutPoint;
import clayton.chain.Output;
import clayton.chain.OutputId;
import clayton.chain.Tag;
import clayton.chain.TransactionGraph;
import clayton.desktop.session.Formats;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// Looks up in a chain what a [Query] asks for. Throws `IllegalArgumentException` with one sentence where nothing can
/// be found, which says what was looked for.
final class Searcher {
    private final OpenChain chain;
    private final TransactionGraph graph;
    private final Texts texts;

    Searcher(OpenChain chain, Texts texts) {
        this.chain = chain;
        this.graph = chain.graph();
        this.texts = texts;
    }

    List<Found> find(Query query) throws IOException {
        return switch (query) {
            case Query.Nothing it -> List.of();
            case Query.Txid it -> transactions(it.txid());
            case Query.Outpoint it -> outputs(it.outPoint());
            case Query.Coordinate it -> List.of(coordinate(it.id()));
            case Query.Height it -> List.of(block(it.height()));
            case Query.AddressOrLabel it -> addressOrLabel(it.text());
        };
    }

    private List<Found> transactions(Hash256 txid) throws IOException {
        List<Found> found = new ArrayList<>();
        for (long id : graph.transactions(txid)) {
            found.add(transaction(id));
        }
        return orSay(found, "search.none.txid", txid);
    }

    private Found transaction(long id) throws IOException {
        int height = OutputId.height(id);
        return new Found(
                new Thing.Transaction(OutputId.transaction(id)),
                texts.get("search.kind.transaction"),
                texts.get("search.detail.transaction", OpenChain.place(id), Formats.PLAIN.time(chain.time(height))));
    }

    private List<Found> outputs(OutPoint outPoint) throws IOException {
        List<Found> found = new ArrayList<>();
        for (long id : graph.outputs(outPoint)) {
            found.add(output(id));
        }
        return orSay(found, "search.none.outpoint", outPoint);
    }

    private Found output(long id) throws IOException {
        Output output = graph.output(id);
        return new Found(
                new Thing.Output(id),
                texts.get("search.kind.output"),
                texts.get(
                        "search.detail.output",
                        Formats.PLAIN.amount(output.valueSats()),
                        chain.names().of(id).orElse(texts.get("unknown"))));
    }

    private Found coordinate(long id) throws IOException {
        if (!chain.holds(OutputId.height(id)) || OutputId.index(id) >= graph.transactionsIn(OutputId.height(id))) {
            throw new IllegalArgumentException(texts.get("search.none.coordinate", OutputId.text(id)));
        }
        return OutputId.vout(id) >= OutputId.UNCLAIMED ? transaction(id) : output(id);
    }

    private Found block(int height) throws IOException {
        if (!chain.holds(height)) {
            throw new IllegalArgumentException(texts.get(
                    "search.none.height",
                    Integer.toString(height),
                    Integer.toString(graph.from()),
                    Integer.toString(graph.to())));
        }
        return new Found(
                new Thing.Block(height),
                texts.get("search.kind.block"),
                texts.get(
                        "search.detail.block",
                        Integer.toString(height),
                        graph.transactionsIn(height),
                        Formats.PLAIN.time(chain.time(height))));
    }

    private List<Found> addressOrLabel(String text) throws IOException {
        List<Found> found = new ArrayList<>();
        for (Tag tag : chain.labelled(text)) {
            found.add(new Found(
                    new Thing.Address(tag.address()), texts.get("search.kind.label", tag.label()), tag.address()));
        }
        return found.isEmpty() ? List.of(address(text)) : found;
    }

    private Found address(String text) throws IOException {
        byte[] script = chain.addresses().script(text);
        String name = chain.addresses().name(script);
        try (LongStream outputs = graph.outputs(script)) {
            long count = outputs.count();
            if (count == 0) {
                throw new IllegalArgumentException(texts.get("search.none.address", name));
            }
            return new Found(
                    new Thing.Address(name),
                    texts.get("search.kind.address"),
                    texts.get("search.detail.address", count));
        }
    }

    private List<Found> orSay(List<Found> found, String key, Object what) {
        if (found.isEmpty()) {
            throw new IllegalArgumentException(texts.get(key, what));
        }
        return found;
    }
}
