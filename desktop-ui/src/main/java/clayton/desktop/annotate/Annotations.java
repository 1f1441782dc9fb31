package clayton.desktop.annotate;

import clayton.evidence.AttributionTag;
import clayton.evidence.CaseDocument;
import clayton.evidence.CaseDocument.Decision;
import clayton.evidence.CaseDocument.Element;
import clayton.evidence.CaseDocument.Note;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// All that people said in a case: marks by the names of things (txid, outpoint, address), notes, tags, decisions, and
/// what colours mean. Immutable, so every step can be undone.
public record Annotations(
        SortedMap<String, Mark> marks,
        List<Note> notes,
        List<AttributionTag> tags,
        List<Decision> decisions,
        SortedMap<String, String> colours) {
    public static final Annotations NONE =
            new Annotations(new TreeMap<>(), List.of(), List.of(), List.of(), new TreeMap<>());

    public static Annotations of(CaseDocument document) {
        SortedMap<String, Mark> marks = new TreeMap<>();
        for (Element element : document.elements()) {
            Mark mark = new Mark(
                    element.label() == null ? "" : element.label(), element.colour() == null ? "" : element.colour());
            if (!mark.isNone()) {
                marks.put(element.id(), mark);
            }
        }
        return new Annotations(marks, document.notes(), document.tags(), document.decisions(), document.colours());
    }

    /// The names of all things that something is said of.
    Set<String> subjects() {
        Set<String> names = new TreeSet<>(marks.keySet());
        tags.forEach(tag -> names.add(tag.subject()));
        notes.forEach(note -> names.add(note.subject()));
        names.remove("");
        return names;
    }

    Mark mark(String name) {
        return marks.getOrDefault(name, Mark.NONE);
    }

    Annotations withLabel(Collection<String> names, String label) {
        return marked(names, old -> new Mark(label, old.colour()));
    }

    Annotations withColour(Collection<String> names, String colour) {
        return marked(names, old -> new Mark(old.label(), colour));
    }

    private Annotations marked(Collection<String> names, UnaryOperator<Mark> change) {
        SortedMap<String, Mark> changed = new TreeMap<>(marks);
        for (String name : names) {
            Mark mark = change.apply(mark(name));
            if (mark.isNone()) {
                changed.remove(name);
            } else {
                changed.put(name, mark);
            }
        }
        return new Annotations(changed, notes, tags, decisions, colours);
    }

    Annotations withNotes(Collection<Note> more) {
        return new Annotations(marks, joined(notes, more), tags, decisions, colours);
    }

    Annotations withoutNote(Note note) {
        return new Annotations(marks, without(notes, note), tags, decisions, colours);
    }

    /// Of tags that say the same, the new one stands.
    Annotations withTags(Collection<AttributionTag> more) {
        List<AttributionTag> kept = new ArrayList<>(tags);
        kept.removeIf(tag -> more.stream().anyMatch(tag::isSameAs));
        return new Annotations(marks, notes, joined(kept, more), decisions, colours);
    }

    Annotations withoutTag(AttributionTag tag) {
        return new Annotations(marks, notes, without(tags, tag), decisions, colours);
    }

    Annotations withDecision(Decision decision) {
        return new Annotations(marks, notes, tags, joined(decisions, List.of(decision)), colours);
    }

    private static <T> List<T> joined(List<T> some, Collection<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    private static <T> List<T> without(List<T> some, T gone) {
        List<T> left = new ArrayList<>(some);
        left.remove(gone);
        return List.copyOf(left);
    }

    /// What is placed on the sheet with its marks, and what has a mark but no place.
    public List<Element> elements(List<Element> placed) {
        SortedMap<String, Mark> left = new TreeMap<>(marks);
        List<Element> all = new ArrayList<>();
        for (Element element : placed) {
            Mark mark = isThing(element) ? mark(element.id()) : Mark.NONE;
            left.remove(isThing(element) ? element.id() : "");
            all.add(element.withMark(orNull(mark.colour()), orNull(mark.label())));
        }
        left.forEach((name, mark) -> all.add(new Element(
                kind(name), name, null, null, orNull(mark.colour()), false, orNull(mark.label()), null, null)));
        return all;
    }

    private static boolean isThing(Element element) {
        return List.of(Element.TRANSACTION, Element.OUTPUT, Element.ADDRESS).contains(element.kind());
    }

    private static String kind(String name) {
        return name.contains(":")
                ? Element.OUTPUT
                : name.matches("[0-9a-f]{64}") ? Element.TRANSACTION : Element.ADDRESS;
    }

    @org.jspecify.annotations.Nullable
    private static String orNull(String words) {
        return words.isEmpty() ? null : words;
    }
}
