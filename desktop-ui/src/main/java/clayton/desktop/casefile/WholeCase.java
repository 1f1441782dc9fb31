package clayton.desktop.casefile;

import clayton.chain.Tags;
import clayton.evidence.CaseDocument;
import java.io.IOException;

/// A case as it is at one moment, saved or not. For tasks.
public record WholeCase(CaseStore store, Snapshot snapshot) {
    public CaseDocument document() throws IOException {
        return store.document(snapshot);
    }

    /// The tags that a trace's stop rules used.
    public Tags tags(CaseDocument.Trace trace) throws IOException {
        return store.tags(trace, snapshot.attachments());
    }
}
