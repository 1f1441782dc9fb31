package clayton.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All that an investigation holds, as `case.json` keeps it: what was asked and found, what was put on the
/// picture and where, and what people said and decided. `shown` is the trace that colours the picture, `by`
/// what stands between its transactions (`addresses`, `clusters`; outputs without). It names files of its own folder
/// only, and no place of any machine. Times are ISO 8601, UTC.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseDocument(
        String schema,
        String title,
        String created,
        List<Trace> traces,
        List<Element> elements,
        List<AttributionTag> tags,
        List<Note> notes,
        SortedMap<String, String> colours,
        List<Decision> decisions,
        List<Stored> attachments,
        @Nullable String shown,
        @Nullable String by) {
    static final String SCHEMA = "clayton.case/1";

    /// What is traced, of an output: as many satoshis from this one on, under a label.
    public record Seed(String outpoint, long offset, long length, String label) {}

    /// The chain a result rests on.
    public record Basis(String network, int from, int tip, String tipHash) {}

    /// A file of the folder, by its path in it.
    public record Stored(String file, long bytes, String sha256) {}

    /// One question with all its options, so that it can be asked again anywhere, and the answer by each
    /// policy. `tags` is the attachment that holds the tags its stop rules used.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Trace(
            String name,
            String asked,
            String direction,
            List<Seed> seeds,
            String coinbaseOrder,
            String fees,
            int until,
            List<String> stopAt,
            @Nullable String tags,
            Basis basis,
            List<Result> results) {
        /// The same question, by the first of its policies only.
        public Trace byFirstPolicy() {
            return new Trace(
                    name,
                    asked,
                    direction,
                    seeds,
                    coinbaseOrder,
                    fees,
                    until,
                    stopAt,
                    tags,
                    basis,
                    results.subList(0, Math.min(1, results.size())));
        }
    }

    public record Result(String policy, Stored document) {}

    /// A transaction, output, address or cluster on the picture, and its place there; without a place it is not on
    /// the picture, and has a colour or label all the same. `pinned` says that a person put it there, `chain` is
    /// the first transaction of the peel chain it may be folded into, `open` what of it is unfolded: `inputs`,
    /// `outputs`, `chain`.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Element(
            String kind,
            String id,
            @Nullable Double x,
            @Nullable Double y,
            @Nullable String colour,
            boolean pinned,
            @Nullable String label,
            @Nullable String chain,
            @Nullable List<String> open) {
        public static final String TRANSACTION = "transaction";
        public static final String OUTPUT = "output";
        public static final String ADDRESS = "address";
        public static final String CLUSTER = "cluster";

        public Element {
            open = open == null ? null : List.copyOf(open);
        }

        public Element withMark(@Nullable String newColour, @Nullable String newLabel) {
            return new Element(kind, id, x, y, newColour, pinned, newLabel, chain, open);
        }
    }

    /// What somebody wrote down, about one thing or, if `subject` is empty, about the case.
    public record Note(String time, String subject, String text) {}

    /// What was decided, and why.
    public record Decision(String time, String text, String reason) {}

    public CaseDocument {
        traces = List.copyOf(traces);
        elements = List.copyOf(elements);
        tags = List.copyOf(tags);
        notes = List.copyOf(notes);
        colours = new TreeMap<>(colours);
        decisions = List.copyOf(decisions);
        attachments = List.copyOf(attachments);
    }

    static CaseDocument empty(String title, String created) {
        return new CaseDocument(
                SCHEMA,
                title,
                created,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                null,
                null);
    }

    public CaseDocument with(Trace trace) {
        List<Trace> more = new ArrayList<>(traces);
        more.add(trace);
        return new CaseDocument(
                schema, title, created, more, elements, tags, notes, colours, decisions, attachments, shown, by);
    }

    public CaseDocument with(Stored attachment) {
        List<Stored> more = new ArrayList<>(attachments);
        more.removeIf(other -> other.file().equals(attachment.file()));
        more.add(attachment);
        return new CaseDocument(
                schema, title, created, traces, elements, tags, notes, colours, decisions, more, shown, by);
    }

    public CaseDocument with(Note note) {
        List<Note> more = new ArrayList<>(notes);
        more.add(note);
        return new CaseDocument(
                schema, title, created, traces, elements, tags, more, colours, decisions, attachments, shown, by);
    }

    public CaseDocument with(Decision decision) {
        List<Decision> more = new ArrayList<>(decisions);
        more.add(decision);
        return new CaseDocument(
                schema, title, created, traces, elements, tags, notes, colours, more, attachments, shown, by);
    }

    /// With another picture: what is on it, and what colours mean.
    public CaseDocument withPicture(List<Element> newElements, SortedMap<String, String> newColours) {
        return new CaseDocument(
                schema,
                title,
                created,
                traces,
                newElements,
                tags,
                notes,
                newColours,
                decisions,
                attachments,
                shown,
                by);
    }

    public CaseDocument withTags(List<AttributionTag> newTags) {
        return new CaseDocument(
                schema, title, created, traces, elements, newTags, notes, colours, decisions, attachments, shown, by);
    }

    /// Throws `IllegalArgumentException` with the names there are.
    public Trace trace(String name) {
        return traces.stream()
                .filter(trace -> trace.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the case has no trace '" + name + "': it has "
                        + String.join(", ", traces.stream().map(Trace::name).toList())));
    }

    /// Every file that the document names.
    List<Stored> files() {
        List<Stored> files = new ArrayList<>(attachments);
        traces.forEach(trace -> trace.results().forEach(result -> files.add(result.document())));
        return files;
    }
}
