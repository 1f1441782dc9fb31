package clayton.desktop.inspector;

import clayton.chain.Hash256;
import clayton.chain.OutPoint;
import clayton.chain.Output;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.ScriptKind;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import clayton.clustering.CoinJoin;
import clayton.desktop.session.ChainClusters;
import clayton.desktop.session.Failures;
import clayton.desktop.session.Formats;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import clayton.desktop.session.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/// All that is known of the selected thing, as lines of words and values.
public final class InspectorViewModel {
    private static final int MOST_OUTPUTS = 200;

    private final Work work;
    private final Texts texts;
    private final OpenChain chain;
    private final Supplier<Formats> formats;
    private final ObservableValue<Optional<Thing>> selected;
    private final ReadOnlyObjectWrapper<Sheet> shown = new ReadOnlyObjectWrapper<>(Sheet.NOTHING);
    private int asked;

    public InspectorViewModel(
            Work work,
            Texts texts,
            OpenChain chain,
            ObservableValue<Formats> formats,
            ObservableValue<Optional<Thing>> selected) {
        this.work = work;
        this.texts = texts;
        this.chain = chain;
        this.formats = formats::getValue;
        this.selected = selected;
        selected.subscribe(this::show);
        formats.subscribe(this::renew);
    }

    /// To be called when other things are known of what is selected.
    public void renew() {
        show(selected.getValue());
    }

    /// One line; `link` is where a click on the value goes.
    public record Fact(String name, String value, Optional<Thing> link) {}

    /// What is shown of a thing. `outputs` are those of it that can be traced: one for an output, all for a
    /// transaction or an address; `address` is the one that an output pays.
    public record Sheet(
            Optional<Thing> thing,
            String kind,
            String title,
            Optional<String> address,
            List<Fact> facts,
            List<OutPoint> outputs,
            String note) {
        static final Sheet NOTHING = new Sheet(Optional.empty(), "", "", Optional.empty(), List.of(), List.of(), "");
    }

    public ReadOnlyObjectProperty<Sheet> shown() {
        return shown.getReadOnlyProperty();
    }

    private void show(Optional<Thing> thing) {
        int number = ++asked;
        if (thing.isEmpty()) {
            shown.set(Sheet.NOTHING);
            return;
        }
        Thing sought = thing.get();
        Formats now = formats.get();
        work.start(
                progress -> new Reading(now).read(sought, progress),
                sheet -> {
                    if (number == asked) {
                        shown.set(sheet);
                    }
                },
                failure -> {
                    if (number == asked) {
                        shown.set(new Sheet(
                                thing, "", "", Optional.empty(), List.of(), List.of(), Failures.sentence(failure)));
                    }
                });
    }

    private final class Reading {
        private final Formats formats;
        private final TransactionGraph graph = chain.graph();
        private final List<Fact> facts = new ArrayList<>();
        private Optional<String> address = Optional.empty();

        Reading(Formats formats) {
            this.formats = formats;
        }

        Sheet read(Thing thing, Progress progress) throws IOException {
            return switch (thing) {
                case Thing.Transaction transaction -> transaction(transaction);
                case Thing.Output output -> output(output);
                case Thing.Address address -> address(address);
                case Thing.Cluster cluster -> cluster(cluster, progress);
                case Thing.Block block -> block(block);
            };
        }

        private void fact(String key, String value) {
            facts.add(new Fact(texts.get(key), value, Optional.empty()));
        }

        private void link(String key, String value, Thing thing) {
            facts.add(new Fact(texts.get(key), value, Optional.of(thing)));
        }

        private Sheet sheet(Thing thing, String kind, String title, List<OutPoint> outputs) {
            return new Sheet(Optional.of(thing), texts.get(kind), title, address, List.copyOf(facts), outputs, "");
        }

        private void place(long id) throws IOException {
            int height = OutputId.height(id);
            link("fact.height", Integer.toString(height), new Thing.Block(height));
            fact("fact.time", formats.time(chain.time(height)));
            fact("fact.place", OpenChain.place(id));
        }

        private Sheet transaction(Thing.Transaction thing) throws IOException {
            TransactionView view = new TransactionView();
            graph.read(thing.id(), view);
            Hash256 txid = graph.txid(thing.id());
            place(thing.id());
            fact("fact.inputs", view.isCoinbase() ? texts.get("fact.coinbase") : formats.count(view.inputs));
            fact("fact.outputs", formats.count(view.outputs));
            fact("fact.sum", formats.amount(sum(view)));
            if (view.isCoinbase()) {
                fact("fact.subsidy", formats.amount(view.subsidy));
                fact("fact.blockFees", formats.amount(view.blockFees));
            } else {
                fact("fact.fee", view.unresolved ? texts.get("unknown") : formats.amount(view.fee));
                coinJoins(thing.id());
            }
            List<OutPoint> outputs = new ArrayList<>();
            for (int vout = 0; vout < Math.min(view.outputs, MOST_OUTPUTS); vout++) {
                outputs.add(new OutPoint(txid, vout));
            }
            return sheet(thing, "kind.transaction", txid.toString(), outputs);
        }

        private static long sum(TransactionView view) {
            long sum = 0;
            for (int vout = 0; vout < view.outputs; vout++) {
                sum = Math.addExact(sum, view.values[vout]);
            }
            return sum;
        }

        private void coinJoins(long id) throws IOException {
            List<CoinJoin> found = chain.coinJoins().judge(OutputId.transaction(id));
            if (!found.isEmpty()) {
                fact(
                        "fact.coinjoin",
                        found.stream()
                                .map(each -> each.rule().name() + " (" + each.participants() + ")")
                                .collect(Collectors.joining(", ")));
            }
        }

        private Sheet output(Thing.Output thing) throws IOException {
            Output output = graph.output(thing.id());
            address = chain.names().of(thing.id());
            if (!OutputId.isBoundary(thing.id())) {
                place(thing.id());
                link("fact.creator", shortened(output.outPoint().txid().toString()), transactionOf(thing.id()));
            } else {
                fact("fact.place", texts.get("fact.before"));
            }
            fact("fact.value", formats.amount(output.valueSats()));
            address.ifPresent(name -> link("fact.address", name, new Thing.Address(name)));
            String tag = chain.attributionOf(address);
            if (!tag.isEmpty()) {
                fact("fact.tag", tag);
            }
            output.script()
                    .ifPresent(
                            script -> fact("fact.script", ScriptKind.of(script).coreName()));
            spender(output);
            return sheet(thing, "kind.output", output.outPoint().toString(), List.of(output.outPoint()));
        }

        private void spender(Output output) throws IOException {
            long spender = output.spender();
            if (spender == OutputId.UNSPENT) {
                fact("fact.state", texts.get(output.unspendable() ? "state.burned" : "state.unspent"));
            } else {
                fact("fact.state", texts.get("state.spent"));
                link("fact.spentBy", shortened(graph.txid(spender).toString()), transactionOf(spender));
                fact("fact.spentAt", Integer.toString(OutputId.height(spender)));
            }
        }

        private Thing transactionOf(long id) {
            return new Thing.Transaction(OutputId.transaction(id));
        }

        private Sheet address(Thing.Address thing) throws IOException {
            address = Optional.of(thing.name());
            long received = 0;
            long unspent = 0;
            long count = 0;
            List<OutPoint> some = new ArrayList<>();
            List<Fact> listed = new ArrayList<>();
            try (LongStream ids = graph.outputs(chain.addresses().script(thing.name()))) {
                PrimitiveIterator.OfLong each = ids.iterator();
                while (each.hasNext()) {
                    Output output = graph.output(each.nextLong());
                    long sats = Math.max(0, output.valueSats());
                    received = Math.addExact(received, sats);
                    unspent = Math.addExact(unspent, output.spender() == OutputId.UNSPENT ? sats : 0);
                    count++;
                    if (some.size() < MOST_OUTPUTS) {
                        some.add(output.outPoint());
                        listed.add(new Fact(
                                texts.get("fact.at", Integer.toString(output.height())),
                                formats.amount(output.valueSats()),
                                Optional.of(new Thing.Output(output.id()))));
                    }
                }
            }
            String tag = chain.attributionOf(Optional.of(thing.name()));
            if (!tag.isEmpty()) {
                fact("fact.tag", tag);
            }
            fact("fact.outputs", formats.count(count));
            fact("fact.received", formats.amount(received));
            fact("fact.unspent", formats.amount(unspent));
            facts.addAll(listed);
            return sheet(thing, "kind.address", thing.name(), some);
        }

        /// What multi-input says, with how often it is right.
        private Sheet cluster(Thing.Cluster thing, Progress progress) throws IOException {
            address = Optional.of(thing.name());
            fact("fact.heuristic", texts.get("fact.multiInput", thing.scripts()));
            for (String words : ChainClusters.rates(texts)) {
                fact("fact.measured", words);
            }
            List<String> members = chain.clusters().members(thing.name(), progress);
            for (String member : members) {
                String tag = chain.attributionOf(Optional.of(member));
                if (!tag.isEmpty()) {
                    link("fact.tag", tag + ": " + member, new Thing.Address(member));
                }
            }
            for (String member : members.subList(0, Math.min(members.size(), MOST_OUTPUTS))) {
                link("fact.address", member, new Thing.Address(member));
            }
            return sheet(thing, "kind.cluster", thing.name(), List.of());
        }

        private Sheet block(Thing.Block thing) throws IOException {
            fact("fact.time", formats.time(chain.time(thing.height())));
            fact("fact.transactions", formats.count(graph.transactionsIn(thing.height())));
            fact("fact.hash", graph.blockHash(thing.height()).toString());
            link(
                    "fact.coinbaseTransaction",
                    shortened(graph.txid(OutputId.of(thing.height(), 0, OutputId.TRANSACTION))
                            .toString()),
                    transactionOf(OutputId.of(thing.height(), 0, 0)));
            return sheet(thing, "kind.block", Integer.toString(thing.height()), List.of());
        }

        private static String shortened(String txid) {
            return Formats.shortened(txid, 12, 8);
        }
    }
}
