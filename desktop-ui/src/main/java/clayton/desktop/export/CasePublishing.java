package clayton.desktop.export;

import clayton.chain.Progress;
import clayton.desktop.casefile.WholeCase;
import clayton.desktop.session.OpenChain;
import clayton.evidence.CaseDocument;
import clayton.evidence.CaseTrace;
import clayton.evidence.Publications;
import clayton.evidence.Traced;
import clayton.store.neo4j.Neo4jPublisher;
import clayton.store.neo4j.Neo4jPublisher.Published;
import clayton.store.neo4j.Publication;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Publishes a case as `clayton neo4j publish --case` does: every trace by all its policies, then what the case says.
record CasePublishing(OpenChain chain, WholeCase whole) {
    /// What was published under the case's `id`, and how much of it was new.
    record Done(String id, int traces, long nodes, long relationships) {
        boolean isNew() {
            return nodes + relationships > 0;
        }
    }

    Done publish(Neo4jPublisher publisher, Progress progress) throws IOException {
        CaseDocument document = whole.document();
        List<Published> published = new ArrayList<>();
        List<Publication.Held> held = new ArrayList<>();
        for (CaseDocument.Trace asked : document.traces()) {
            for (Traced traced : CaseTrace.run(asked, chain.graph(), whole.tags(asked), progress)) {
                Publication.Tracing trace = Publications.of(traced, chain.names());
                published.add(publisher.publish(trace, progress));
                held.add(new Publication.Held(trace.id(), asked.name()));
            }
        }
        Publication.Investigation all = Publications.of(document, chain.graph().network(), held);
        published.add(publisher.publish(all, progress));
        return new Done(
                all.id(),
                held.size(),
                published.stream().mapToLong(Published::nodes).sum(),
                published.stream().mapToLong(Published::relationships).sum());
    }
}
