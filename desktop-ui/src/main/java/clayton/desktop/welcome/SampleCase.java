package clayton.desktop.welcome;

import clayton.desktop.casefile.CaseOpener;
import clayton.desktop.casefile.OpenedCase;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Texts;
import clayton.evidence.CaseDocument;
import clayton.evidence.CaseDocument.Element;
import clayton.evidence.CaseDocument.Note;
import clayton.evidence.CaseFolder;
import clayton.workspace.SampleChain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The case about the chain that comes along: it names the loot, and no more is known when it begins.
final class SampleCase {
    private SampleCase() {}

    static OpenedCase create(CaseOpener opener, Path folder, OpenChain chain, Texts texts) throws IOException {
        try {
            OpenedCase made = opener.create(folder, texts.get("sample.title"), chain);
            CaseFolder saved = made.folder().orElseThrow();
            String loot = SampleChain.LOOT.toString();
            Element marked =
                    new Element(Element.OUTPUT, loot, null, null, null, false, texts.get("sample.loot"), null, null);
            CaseDocument begun = saved.document()
                    .withPicture(List.of(marked), saved.document().colours())
                    .with(new Note(saved.now(), loot, texts.get("sample.note")));
            saved.save("note", Map.of("of", loot), begun);
            return made;
        } catch (IOException | RuntimeException e) {
            chain.close();
            throw e;
        }
    }
}
