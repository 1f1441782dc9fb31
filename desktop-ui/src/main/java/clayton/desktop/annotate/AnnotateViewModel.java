package clayton.desktop.annotate;

import clayton.desktop.flow.FlowViewModel;
import clayton.desktop.flow.Sign;
import clayton.desktop.history.History;
import clayton.desktop.history.History.Deed;
import clayton.desktop.session.Failures;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Subjects;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import clayton.desktop.session.Work;
import clayton.evidence.AttributionTag;
import clayton.evidence.CaseDocument.Decision;
import clayton.evidence.CaseDocument.Note;
import clayton.evidence.TagStore;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Labels, colours, notes and tags for all that is selected, and what the case says of it already.
public final class AnnotateViewModel {
    private final Work work;
    private final Texts texts;
    private final OpenChain chain;
    private final Subjects subjects;
    private final History history;
    private final FlowViewModel flow;
    private final Runnable tagsChanged;
    private final ReadOnlyObjectWrapper<Annotations> annotations = new ReadOnlyObjectWrapper<>(Annotations.NONE);
    private final ReadOnlyObjectWrapper<Selection> selection = new ReadOnlyObjectWrapper<>(Selection.NONE);
    private final ObservableList<Remark> said = FXCollections.observableArrayList();
    private final ObservableList<Remark> all = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private int asked;

    /// `tagsChanged` is told when addresses have other tags.
    public AnnotateViewModel(
            Work work,
            Texts texts,
            OpenChain chain,
            Subjects subjects,
            History history,
            FlowViewModel flow,
            Runnable tagsChanged) {
        this.work = work;
        this.texts = texts;
        this.chain = chain;
        this.subjects = subjects;
        this.history = history;
        this.flow = flow;
        this.tagsChanged = tagsChanged;
        flow.chosenChanged(() -> look(flow.things()));
        annotations.subscribe(this::renew);
    }

    /// What is selected, by its names, with the addresses that selected outputs pay.
    public record Selection(List<String> names, List<String> addresses) {
        static final Selection NONE = new Selection(List.of(), List.of());

        /// What a tag can be about: the selected things, or the addresses of their outputs.
        List<String> of(boolean ofAddresses) {
            return ofAddresses ? addresses : names;
        }
    }

    /// Reads what these things are called; from now on they are what is selected.
    public void look(List<Thing> things) {
        int number = ++asked;
        work.start(
                progress -> read(things),
                found -> {
                    if (number == asked) {
                        selection.set(found);
                        renewSaid();
                    }
                },
                failure -> status.set(Failures.sentence(failure)));
    }

    private Selection read(List<Thing> things) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        Set<String> addresses = new TreeSet<>();
        for (Thing thing : things) {
            names.add(subjects.name(thing));
            Optional<String> address = switch (thing) {
                case Thing.Output output -> chain.names().of(output.id());
                case Thing.Address it -> Optional.of(it.name());
                case Thing.Cluster it -> Optional.of(it.name());
                case Thing.Transaction it -> Optional.empty();
                case Thing.Block it -> Optional.empty();
            };
            address.ifPresent(addresses::add);
        }
        return new Selection(List.copyOf(names), List.copyOf(addresses));
    }

    /// Takes what a case holds, which is no step of the history. What it is said of is looked up afterwards.
    public void restore(Annotations held) {
        put(held);
        work.start(
                progress -> {
                    for (String name : held.subjects()) {
                        subjects.thing(name);
                    }
                    return held;
                },
                found -> renew(),
                failure -> status.set(Failures.sentence(failure)));
    }

    private void put(Annotations now) {
        boolean otherTags = !now.tags().equals(annotations.get().tags());
        annotations.set(now);
        if (otherTags) {
            chain.takeCaseTags(TagStore.ofAddresses(now.tags()));
            flow.relabel();
            tagsChanged.run();
        }
    }

    private void change(Deed deed, UnaryOperator<Annotations> change) {
        Annotations before = annotations.get();
        Annotations after = change.apply(before);
        if (!after.equals(before)) {
            put(after);
            history.did(deed, () -> put(before), () -> put(after));
        }
    }

    private void changeSelected(
            String action, Map<String, String> options, BiFunction<Annotations, List<String>, Annotations> change) {
        List<String> names = selection.get().names();
        if (names.isEmpty()) {
            status.set(texts.get("annotate.nothing"));
            return;
        }
        status.set("");
        change(deed(action, options, names), old -> change.apply(old, names));
    }

    private static Deed deed(String action, Map<String, String> options, List<String> names) {
        Map<String, String> all = new TreeMap<>(options);
        all.put("of", String.join(" ", names));
        return new Deed(action, names.size(), new TreeMap<>(all));
    }

    /// Gives all that is selected a label; an empty one takes theirs away.
    public void label(String words) {
        String label = words.strip();
        changeSelected("label", Map.of("label", label), (old, names) -> old.withLabel(names, label));
    }

    /// Gives all that is selected a colour; none takes theirs away.
    public void colour(Optional<Palette> colour) {
        String hex = colour.map(Palette::hex).orElse("");
        changeSelected("colour", Map.of("colour", hex), (old, names) -> old.withColour(names, hex));
    }

    /// Writes a note on each thing that is selected; on the case if nothing is.
    public void note(String words) {
        String text = words.strip();
        if (text.isEmpty()) {
            return;
        }
        List<String> names = selection.get().names().isEmpty()
                ? List.of("")
                : selection.get().names();
        List<Note> notes =
                names.stream().map(name -> new Note(now(), name, text)).toList();
        change(deed("note", Map.of("text", text), names), old -> old.withNotes(notes));
    }

    /// Tags all that is selected, or the addresses that its outputs pay. Every tag says where it comes from and how
    /// far it can be trusted.
    public void tag(boolean ofAddresses, String label, String source, String confidence) {
        List<String> names = selection.get().of(ofAddresses);
        if (names.isEmpty() || label.isBlank() || source.isBlank()) {
            status.set(texts.get(names.isEmpty() ? "annotate.nothing" : "annotate.tag.incomplete"));
            return;
        }
        List<AttributionTag> tags = names.stream()
                .map(name -> AttributionTag.of(kind(name), name, label.strip(), source.strip(), confidence))
                .toList();
        change(
                deed("tag", Map.of("label", label.strip(), "source", source.strip(), "confidence", confidence), names),
                old -> old.withTags(tags));
    }

    private static String kind(String name) {
        return name.contains(":")
                ? AttributionTag.OUTPUT
                : name.matches("[0-9a-f]{64}") ? AttributionTag.TRANSACTION : AttributionTag.ADDRESS;
    }

    /// Writes down what was decided, and why.
    public void decide(String text, String reason) {
        if (!text.isBlank()) {
            Decision decision = new Decision(now(), text.strip(), reason.strip());
            change(
                    new Deed("decide", 1, new TreeMap<>(Map.of("text", text.strip(), "reason", reason.strip()))),
                    old -> old.withDecision(decision));
        }
    }

    /// Takes a note or a tag away again; the log keeps that it was there.
    public void remove(Remark remark) {
        switch (remark.what()) {
            case Remark.OfNote note ->
                change(
                        deed("remove-note", Map.of("text", note.note().text()), List.of(remark.subject())),
                        old -> old.withoutNote(note.note()));
            case Remark.OfTag tag ->
                change(
                        deed("remove-tag", Map.of("label", tag.tag().label()), List.of(remark.subject())),
                        old -> old.withoutTag(tag.tag()));
            case Remark.OfMark mark ->
                change(
                        deed("unmark", Map.of(), List.of(remark.subject())),
                        old -> old.withLabel(List.of(remark.subject()), "").withColour(List.of(remark.subject()), ""));
        }
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void renew() {
        Annotations now = annotations.get();
        all.setAll(Remark.of(now, texts, subject -> true));
        renewSaid();
        Map<Thing, Sign> signs = new HashMap<>();
        for (String name : now.subjects()) {
            subjects.known(name).ifPresent(thing -> signs.put(thing, sign(now, name)));
        }
        flow.signs().set(Map.copyOf(signs));
    }

    private void renewSaid() {
        Set<String> about = new LinkedHashSet<>(selection.get().names());
        about.addAll(selection.get().addresses());
        said.setAll(Remark.of(annotations.get(), texts, about::contains));
    }

    private static Sign sign(Annotations now, String name) {
        Mark mark = now.mark(name);
        List<String> tags = new ArrayList<>();
        for (AttributionTag tag : now.tags()) {
            if (tag.subject().equals(name)) {
                tags.add(tag.label() + " (" + tag.confidence() + ")");
            }
        }
        return new Sign(
                mark.label(),
                mark.colour(),
                Palette.of(mark.colour()).map(Palette::number).orElse(""),
                now.notes().stream().anyMatch(note -> note.subject().equals(name)),
                String.join(", ", tags));
    }

    public ReadOnlyObjectProperty<Annotations> annotations() {
        return annotations.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Selection> selection() {
        return selection.getReadOnlyProperty();
    }

    /// What the case says of the selected things and their addresses.
    public ObservableList<Remark> said() {
        return said;
    }

    /// All that the case says.
    public ObservableList<Remark> all() {
        return all;
    }

    /// Why something could not be done.
    public ReadOnlyStringProperty status() {
        return status.getReadOnlyProperty();
    }
}
