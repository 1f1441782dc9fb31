package clayton.desktop.cluster;

import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.clustering.Clusters;
import clayton.clustering.Link;
import clayton.desktop.session.ChainClusters;
import clayton.desktop.session.Failures;
import clayton.desktop.session.Job;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Work;
import clayton.evidence.ScriptNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The addresses that the multi-input heuristic takes to be of one owner, CoinJoins left out, and why any two of them
/// are linked.
public final class ClusterViewModel {
    private final Work work;
    private final Texts texts;
    private final OpenChain chain;
    private final ObservableList<Member> members = FXCollections.observableArrayList();
    private final ObservableList<Step> steps = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper why = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Job>> job = new ReadOnlyObjectWrapper<>(Optional.empty());
    private String asked = "";

    public ClusterViewModel(Work work, Texts texts, OpenChain chain) {
        this.work = work;
        this.texts = texts;
        this.chain = chain;
        status.set(texts.get("cluster.empty"));
    }

    public record Member(String address, String tag) {}

    /// One link of a proof: a transaction, and the reason why it makes both addresses one owner's.
    public record Step(String from, String to, long transaction, String txid, int height, String reason) {}

    private record Found(List<Member> members, String words) {}

    /// Shows the cluster of an address.
    public void show(String address) {
        asked = address;
        members.clear();
        steps.clear();
        why.set("");
        status.set(texts.get("cluster.busy"));
        Job started = work.start(
                progress -> find(address, progress),
                found -> {
                    job.set(Optional.empty());
                    if (asked.equals(address)) {
                        members.setAll(found.members());
                        status.set(found.words());
                    }
                },
                failure -> {
                    job.set(Optional.empty());
                    status.set(
                            failure instanceof CancellationException
                                    ? texts.get("cluster.stopped")
                                    : Failures.sentence(failure));
                });
        if (started.running().get()) {
            job.set(Optional.of(started));
        }
    }

    private Found find(String address, Progress progress) throws IOException {
        List<Member> found = chain.clusters().members(address, progress).stream()
                .map(name -> new Member(name, chain.attributionOf(Optional.of(name))))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(texts.get("search.none.address", address));
        }
        int size = chain.clusters().of(address, progress).scripts();
        return new Found(
                found, texts.get("cluster.found", address, size) + " " + String.join(" ", ChainClusters.rates(texts)));
    }

    /// Finds the path of links from the shown address to a member.
    public void explain(Member member) {
        String from = asked;
        work.start(
                progress -> chain.clusters()
                        .ask((clusters, names) -> path(clusters, names, from, member.address()), progress),
                path -> {
                    if (from.equals(asked)) {
                        steps.setAll(path);
                        why.set(
                                path.isEmpty()
                                        ? texts.get("cluster.itself")
                                        : texts.get("cluster.why", from, member.address(), path.size()));
                    }
                },
                failure -> why.set(Failures.sentence(failure)));
    }

    private List<Step> path(Clusters clusters, ScriptNames names, String from, String to) throws IOException {
        int script = names.number(from, clusters.scripts()).orElseThrow();
        int other = names.number(to, clusters.scripts()).orElseThrow();
        List<Step> path = new ArrayList<>();
        if (script == other) {
            return path;
        }
        for (Link link : clusters.proof(script, other)) {
            path.add(new Step(
                    names.of(link.from()),
                    names.of(link.to()),
                    OutputId.transaction(link.transaction()),
                    chain.graph().txid(link.transaction()).toString(),
                    OutputId.height(link.transaction()),
                    link.heuristic().name() + ": " + link.heuristic().reason(chain.graph(), link)));
        }
        return path;
    }

    public void cancel() {
        job.get().ifPresent(Job::cancel);
    }

    public ObservableList<Member> members() {
        return members;
    }

    public ObservableList<Step> steps() {
        return steps;
    }

    public ReadOnlyStringProperty status() {
        return status.getReadOnlyProperty();
    }

    /// What the steps show.
    public ReadOnlyStringProperty why() {
        return why.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Job>> job() {
        return job.getReadOnlyProperty();
    }
}
