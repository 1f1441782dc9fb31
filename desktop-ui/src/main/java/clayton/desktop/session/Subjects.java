package clayton.desktop.session;

import clayton.chain.Hash256;
import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// What things are called outside this ledger, as cases name them: txid, outpoint, address, `block 7`. Remembers what
/// was looked up, both ways; may be asked by several tasks at once.
public final class Subjects {
    private static final Pattern TXID = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern OUTPOINT = Pattern.compile("[0-9a-f]{64}:[0-9]{1,10}");
    private static final Pattern BLOCK = Pattern.compile("block [0-9]{1,8}");

    private final OpenChain chain;
    private final Map<Thing, String> names = new ConcurrentHashMap<>();
    private final Map<String, Thing> things = new ConcurrentHashMap<>();

    public Subjects(OpenChain chain) {
        this.chain = chain;
    }

    /// Reads the name of a thing, of a cluster its oldest address; for tasks.
    public String name(Thing thing) throws IOException {
        String known = names.get(thing);
        if (known != null) {
            return known;
        }
        String name = switch (thing) {
            case Thing.Transaction transaction ->
                chain.graph().txid(transaction.id()).toString();
            case Thing.Output output ->
                chain.graph().output(output.id()).outPoint().toString();
            case Thing.Address address -> address.name();
            case Thing.Cluster cluster -> name(new Thing.Address(cluster.name()));
            case Thing.Block block -> "block " + block.height();
        };
        remember(thing, name);
        return name;
    }

    /// Looks up what is called so; empty if this ledger does not hold it. For tasks.
    public Optional<Thing> thing(String name) throws IOException {
        Optional<Thing> found = known(name);
        if (found.isEmpty()) {
            found = read(name);
            found.ifPresent(thing -> remember(thing, name));
        }
        return found;
    }

    private Optional<Thing> read(String name) throws IOException {
        if (OUTPOINT.matcher(name).matches()) {
            long[] ids = chain.graph().outputs(OutPoint.parse(name));
            return ids.length == 0 ? Optional.empty() : Optional.of(new Thing.Output(ids[0]));
        }
        if (TXID.matcher(name).matches()) {
            long[] ids = chain.graph().transactions(Hash256.parse(name));
            return ids.length == 0
                    ? Optional.empty()
                    : Optional.of(new Thing.Transaction(OutputId.transaction(ids[0])));
        }
        if (BLOCK.matcher(name).matches()) {
            return Optional.of(new Thing.Block(Integer.parseInt(name.substring("block ".length()))));
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(new Thing.Address(name));
    }

    private void remember(Thing thing, String name) {
        names.put(thing, name);
        if (!(thing instanceof Thing.Cluster)) {
            things.put(name, thing);
        }
    }

    /// What is called so, if it was looked up before.
    public Optional<Thing> known(String name) {
        return Optional.ofNullable(things.get(name));
    }

    /// The name of a thing, if it was looked up before.
    public Optional<String> known(Thing thing) {
        return Optional.ofNullable(names.get(thing));
    }
}
