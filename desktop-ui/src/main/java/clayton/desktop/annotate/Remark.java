package clayton.desktop.annotate;

import clayton.desktop.session.Texts;
import clayton.evidence.AttributionTag;
import clayton.evidence.CaseDocument.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One thing that the case says of a subject, as a line of a table: what kind of remark it is, its words, and for tags
/// where it comes from and how far it can be trusted.
public record Remark(String subject, What what, String kind, String words, String source, String confidence) {
    /// What a remark was made of.
    public sealed interface What {}

    record OfMark(Mark mark) implements What {}

    record OfNote(Note note) implements What {}

    record OfTag(AttributionTag tag) implements What {}

    static List<Remark> of(Annotations annotations, Texts texts, Predicate<String> about) {
        List<Remark> remarks = new ArrayList<>();
        annotations.marks().forEach((name, mark) -> {
            if (about.test(name)) {
                remarks.add(new Remark(name, new OfMark(mark), texts.get("remark.mark"), words(mark, texts), "", ""));
            }
        });
        for (AttributionTag tag : annotations.tags()) {
            if (about.test(tag.subject())) {
                remarks.add(new Remark(
                        tag.subject(),
                        new OfTag(tag),
                        texts.get("remark.tag"),
                        tag.label(),
                        tag.source(),
                        tag.confidence()));
            }
        }
        for (Note note : annotations.notes()) {
            if (about.test(note.subject())) {
                remarks.add(new Remark(
                        note.subject(), new OfNote(note), texts.get("remark.note"), note.text(), note.time(), ""));
            }
        }
        return remarks;
    }

    private static String words(Mark mark, Texts texts) {
        String colour = Palette.of(mark.colour())
                .map(each -> texts.get("remark.colour", each.number(), texts.get(each.key())))
                .orElse(mark.colour());
        return Stream.of(mark.label(), colour).filter(each -> !each.isEmpty()).collect(Collectors.joining(", "));
    }
}
