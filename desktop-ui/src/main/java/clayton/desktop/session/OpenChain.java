package clayton.desktop.session;

import clayton.chain.OutputId;
import clayton.chain.Tag;
import clayton.chain.Tags;
import clayton.chain.TransactionGraph;
import clayton.clustering.CoinJoins;
import clayton.evidence.OutputNames;
import clayton.reader.Addresses;
import clayton.store.Ledger;
import clayton.store.LedgerInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A ledger that a person works in, with the tags they brought. It may be read by several tasks at once; what keeps
/// state of its own (names, CoinJoins) is made anew for each task.
public final class OpenChain implements AutoCloseable {
    private final Ledger ledger;
    private final LedgerInfo info;
    private final Tags imported;
    private final Addresses addresses;
    private volatile Tags tags;

    private OpenChain(Ledger ledger, LedgerInfo info, Tags tags) {
        this.ledger = ledger;
        this.info = info;
        this.imported = tags;
        this.tags = tags;
        this.addresses = Addresses.of(ledger.network());
    }

    /// Throws as [Ledger#open] does, and `IllegalArgumentException` for a ledger without blocks.
    public static OpenChain open(Path folder, Tags tags) throws IOException {
        Ledger ledger = Ledger.open(folder);
        if (ledger.to() < ledger.from()) {
            ledger.close();
            throw new IllegalArgumentException(
                    "the ledger in " + folder + " holds no block yet: load blocks into it first");
        }
        return new OpenChain(ledger, ledger.info(), tags);
    }

    public TransactionGraph graph() {
        return ledger;
    }

    public LedgerInfo info() {
        return info;
    }

    public Path folder() {
        return ledger.folder();
    }

    /// The tags that were brought, and those of the case.
    public Tags tags() {
        return tags;
    }

    /// Replaces the tags of the case.
    public void takeCaseTags(Tags ofCase) {
        List<Tag> all = new ArrayList<>();
        for (Tags each : List.of(imported, ofCase)) {
            each.addresses().forEach(address -> all.addAll(each.of(address)));
        }
        tags = new Tags(all);
    }

    public Addresses addresses() {
        return addresses;
    }

    public OutputNames names() {
        return new OutputNames(ledger);
    }

    public CoinJoins coinJoins() {
        return new CoinJoins(ledger);
    }

    /// Unix time of a block, by its header.
    public long time(int height) throws IOException {
        byte[] header = ledger.header(height);
        return header[68] & 0xffL | (header[69] & 0xffL) << 8 | (header[70] & 0xffL) << 16 | (header[71] & 0xffL) << 24;
    }

    /// The labels of an output's address, joined, each with how far it can be trusted, if that is said.
    public String tagOf(Optional<String> address) {
        return joined(address, tag -> tag.confidence().isEmpty() ? "" : " (" + tag.confidence() + ")");
    }

    /// The same with where each comes from.
    public String attributionOf(Optional<String> address) {
        return joined(
                address,
                tag -> tag.source().isEmpty() && tag.confidence().isEmpty()
                        ? ""
                        : " (" + tag.source() + ", " + tag.confidence() + ")");
    }

    private String joined(Optional<String> address, Function<Tag, String> more) {
        return address.map(tags::of).orElse(new TreeSet<>()).stream()
                .map(tag -> tag.label() + more.apply(tag))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /// All tags with this label, whatever the case of its letters.
    public Collection<Tag> labelled(String label) {
        return tags.addresses().stream()
                .flatMap(address -> tags.labels(address).stream().map(each -> new Tag(address, each)))
                .filter(tag -> tag.label().equalsIgnoreCase(label))
                .toList();
    }

    /// Heights whose blocks are loaded.
    public boolean holds(int height) {
        return height >= ledger.from() && height <= ledger.to();
    }

    /// The coordinate of a transaction as people write it.
    public static String place(long transaction) {
        return OutputId.isBoundary(transaction)
                ? "before the range"
                : OutputId.height(transaction) + "x" + OutputId.index(transaction);
    }

    public List<String> labels() {
        return List.copyOf(tags.labels());
    }

    @Override
    public void close() throws IOException {
        ledger.close();
    }
}
