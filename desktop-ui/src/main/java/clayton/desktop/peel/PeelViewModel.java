package clayton.desktop.peel;

import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.clustering.ChangeVote;
import clayton.clustering.PeelChain;
import clayton.clustering.PeelChains;
import clayton.clustering.PeelHop;
import clayton.desktop.session.Failures;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Work;
import clayton.evidence.OutputNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The peel chain an output belongs to, hop by hop, with the signs for and against each.
public final class PeelViewModel {
    private final Work work;
    private final Texts texts;
    private final OpenChain chain;
    private final ObservableList<Hop> hops = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private int asked;

    public PeelViewModel(Work work, Texts texts, OpenChain chain) {
        this.work = work;
        this.texts = texts;
        this.chain = chain;
        status.set(texts.get("peel.empty"));
    }

    /// One hop: `reasons` are the signs that take the remaining coin for the change, `against` those that do not.
    public record Hop(
            int number,
            long transaction,
            String txid,
            int height,
            long peeledSats,
            String to,
            String tag,
            long remainingSats,
            List<String> reasons,
            List<String> against) {}

    private record Found(List<Hop> hops, String words) {}

    /// Follows the chain of an output, both ways.
    public void follow(long output) {
        int number = ++asked;
        hops.clear();
        status.set(texts.get("peel.busy"));
        work.start(
                progress -> find(output, progress),
                found -> {
                    if (number == asked) {
                        hops.setAll(found.hops());
                        status.set(found.words());
                    }
                },
                failure -> {
                    if (number == asked) {
                        status.set(Failures.sentence(failure));
                    }
                });
    }

    private Found find(long output, Progress progress) throws IOException {
        PeelChain peel = new PeelChains(chain.graph(), chain.graph().to()).follow(output, progress);
        OutputNames names = chain.names();
        List<Hop> found = new ArrayList<>();
        for (PeelHop hop : peel.hops()) {
            found.add(hop(found.size() + 1, hop, names));
        }
        return new Found(
                found,
                found.isEmpty()
                        ? texts.get("peel.none", peel.began(), peel.ended())
                        : texts.get("peel.found", found.size(), peel.began(), peel.ended()));
    }

    private Hop hop(int number, PeelHop hop, OutputNames names) throws IOException {
        List<ChangeVote.Sign> signs = hop.vote().signsFor(hop.change());
        Optional<String> to = names.of(OutputId.withVout(hop.transaction(), hop.peeled()));
        return new Hop(
                number,
                OutputId.transaction(hop.transaction()),
                chain.graph().txid(hop.transaction()).toString(),
                OutputId.height(hop.transaction()),
                hop.peeledSats(),
                to.orElse(""),
                chain.attributionOf(to),
                hop.remainingSats(),
                words(signs),
                words(hop.vote().signs().stream()
                        .filter(sign -> !signs.contains(sign))
                        .toList()));
    }

    private static List<String> words(List<ChangeVote.Sign> signs) {
        return signs.stream().map(sign -> sign.heuristic().reason()).toList();
    }

    public ObservableList<Hop> hops() {
        return hops;
    }

    /// Why the chain begins and ends where it does, or why there is none.
    public ReadOnlyStringProperty status() {
        return status.getReadOnlyProperty();
    }
}
