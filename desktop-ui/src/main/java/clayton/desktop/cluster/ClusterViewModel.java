package clayton.desktop.cluster;

import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.clustering.ClusterSettings;
import clayton.clustering.Clusters;
import clayton.clustering.Link;
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
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The addresses that the multi-input heuristic takes to be of one owner, CoinJoins left out, and why any two of them
/// are linked. Clusters are computed when they are first asked for, and kept while the chain is open.
public final class ClusterViewModel {
    private static final int MOST_MEMBERS = 100_000;

    private final Work work;
    private final Texts texts;
    private final OpenChain chain;
    private final ObservableList<Member> members = FXCollections.observableArrayList();
    private final ObservableList<Step> steps = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper why = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Job>> job = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Clusters> computed = Optional.empty();
    private String asked = "";

    public ClusterViewModel(Work work, Texts texts, OpenChain chain) {
        this.work = work;
        this.texts = texts;
        this.chain = chain;
        status.set(texts.get("cluster.empty"));
    }

    public record Member(int script, String address, String tag) {}

    /// One link of a proof: a transaction, and the reason why it makes both addresses one owner's.
    public record Step(String from, String to, long transaction, String txid, int height, String reason) {}

    private record Found(Clusters clusters, List<Member> members, String words) {}

    /// Shows the cluster of an address.
    public void show(String address) {
        asked = address;
        members.clear();
        steps.clear();
        why.set("");
        status.set(texts.get("cluster.busy"));
        Optional<Clusters> known = computed;
        Job started = work.start(
                progress -> find(address, known, progress),
                found -> {
                    job.set(Optional.empty());
                    computed = Optional.of(found.clusters());
                    if (asked.equals(address)) {
                        members.setAll(found.members());
                        status.set(found.words());
                    }
                },
                failure -> {
                    job.set(Optional.empty());
                    status.set(Failures.sentence(failure));
                });
        if (started.running().get()) {
            job.set(Optional.of(started));
        }
    }

    private Found find(String address, Optional<Clusters> known, Progress progress) throws IOException {
        Clusters clusters =
                known.isPresent() ? known.get() : Clusters.of(chain.graph(), ClusterSettings.STANDARD, progress);
        if (clusters.until() < chain.graph().to()) {
            throw new CancellationException(texts.get("cluster.stopped"));
        }
        ScriptNames names = new ScriptNames(chain.graph());
        OptionalInt script = names.number(address, clusters.scripts());
        if (script.isEmpty()) {
            throw new IllegalArgumentException(texts.get("search.none.address", address));
        }
        List<Member> found = new ArrayList<>();
        for (int member : clusters.members(script.getAsInt())) {
            if (found.size() < MOST_MEMBERS) {
                String name = names.of(member);
                found.add(new Member(member, name, chain.attributionOf(Optional.of(name))));
            }
        }
        return new Found(clusters, found, texts.get("cluster.found", address, clusters.size(script.getAsInt())));
    }

    /// Finds the path of links from the shown address to a member.
    public void explain(Member member) {
        String from = asked;
        computed.ifPresent(clusters -> work.start(
                progress -> path(clusters, from, member),
                path -> {
                    if (from.equals(asked)) {
                        steps.setAll(path);
                        why.set(
                                path.isEmpty()
                                        ? texts.get("cluster.itself")
                                        : texts.get("cluster.why", from, member.address(), path.size()));
                    }
                },
                failure -> why.set(Failures.sentence(failure))));
    }

    private List<Step> path(Clusters clusters, String from, Member member) throws IOException {
        ScriptNames names = new ScriptNames(chain.graph());
        int script = names.number(from, clusters.scripts()).orElseThrow();
        List<Step> path = new ArrayList<>();
        if (script == member.script()) {
            return path;
        }
        for (Link link : clusters.proof(script, member.script())) {
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
