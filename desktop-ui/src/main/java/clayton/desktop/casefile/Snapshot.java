package clayton.desktop.casefile;

import clayton.desktop.annotate.Annotations;
import clayton.desktop.flow.Holders;
import clayton.desktop.flow.KeptSheet;
import clayton.desktop.session.Subjects;
import clayton.evidence.CaseDocument;
import clayton.evidence.CaseDocument.Stored;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// All of a case at one moment, as the screens hold it.
public record Snapshot(
        String title,
        List<CaseDocument.Trace> traces,
        List<Stored> attachments,
        Optional<String> shown,
        KeptSheet sheet,
        Annotations annotations) {
    /// Looks up names: for tasks.
    CaseDocument document(CaseDocument base, Subjects subjects) throws IOException {
        return new CaseDocument(
                base.schema(),
                title,
                base.created(),
                traces,
                annotations.elements(sheet.elements(subjects)),
                annotations.tags(),
                annotations.notes(),
                annotations.colours(),
                annotations.decisions(),
                attachments,
                shown.orElse(null),
                sheet.by() == Holders.By.OUTPUTS ? null : sheet.by().word());
    }
}
