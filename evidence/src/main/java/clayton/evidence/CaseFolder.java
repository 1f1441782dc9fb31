package clayton.evidence;

import clayton.chain.Tags;
import clayton.evidence.CaseDocument.Stored;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folder of a case: `case.json` ([CaseDocument]), the results of its traces, attachments, and `log.jsonl`,
/// which says of every change when it was made and what the case was before and after. Each save is whole or
/// not at all: files first, then the log, then `case.json`; a log whose last action the case has not taken is
/// that of a save that was cut short, and is said so. A folder may be copied to any machine.
public final class CaseFolder {
    private static final String CASE = "case.json";
    private static final String LOG = "log.jsonl";
    private static final String AUTOSAVE = "autosave.json";
    private static final Pattern NAMES = Pattern.compile("(traces|attachments)/[A-Za-z0-9][A-Za-z0-9._-]{0,120}");
    private static final long LARGEST = 1L << 30;

    private final Path folder;
    private final InstantSource clock;
    private CaseDocument document;
    private List<CaseLog.Line> log;
    private String digest;

    /// What was done, as the log has it.
    public record Entry(
            int number, String time, String action, Map<String, String> options, String before, String after) {}

    private CaseFolder(Path folder, InstantSource clock, CaseDocument document, List<CaseLog.Line> log, String digest) {
        this.folder = folder;
        this.clock = clock;
        this.document = document;
        this.log = log;
        this.digest = digest;
    }

    /// Makes a folder that is not there yet, or takes an empty one.
    public static CaseFolder create(Path folder, String title, InstantSource clock) throws IOException {
        requireNew(folder);
        Files.createDirectories(folder.resolve("traces"));
        Files.createDirectories(folder.resolve("attachments"));
        CaseFolder made = new CaseFolder(folder, clock, CaseDocument.empty(title, now(clock)), List.of(), "");
        made.save("new", Map.of("title", title), made.document);
        return made;
    }

    private static void requireNew(Path folder) throws IOException {
        if (Files.exists(folder) && (!Files.isDirectory(folder) || !isEmpty(folder))) {
            throw new IllegalArgumentException(folder + " is there already: name a new folder for the case");
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /// Opens a case and checks that its log is unbroken and every file is the one it was. Throws `IOException`
    /// that names what is not.
    public static CaseFolder open(Path folder, InstantSource clock) throws IOException {
        if (!Files.isRegularFile(folder.resolve(CASE), LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(
                    folder.toString(), null, "there is no case in it; make one with clayton case new " + folder);
        }
        byte[] bytes = Files.readAllBytes(folder.resolve(CASE));
        List<CaseLog.Line> log = CaseLog.read(folder.resolve(LOG));
        CaseFolder opened = new CaseFolder(folder, clock, parsed(folder, bytes), log, Hashes.sha256Hex(bytes));
        opened.check();
        return opened;
    }

    private static CaseDocument parsed(Path folder, byte[] bytes) throws IOException {
        try {
            CaseDocument document = Json.MAPPER.readValue(bytes, CaseDocument.class);
            if (!CaseDocument.SCHEMA.equals(document.schema())) {
                throw new IOException(folder.resolve(CASE) + " is of the form " + document.schema() + ", not "
                        + CaseDocument.SCHEMA + ": use the version of Clayton that wrote it");
            }
            return document;
        } catch (JsonProcessingException e) {
            throw new IOException(folder.resolve(CASE) + " is damaged: use an untouched copy", e);
        }
    }

    private void check() throws IOException {
        if (log.isEmpty() || !digest.equals(log.getLast().after()) && !isCutShort()) {
            throw new IOException(folder.resolve(CASE) + " is not what the last line of " + folder.resolve(LOG)
                    + " left: it was changed by something else; use an untouched copy");
        }
        for (Stored file : document.files()) {
            content(file);
        }
    }

    /// Whether the last action in the log was never finished: the case is what it was before.
    public boolean isCutShort() {
        return !digest.equals(log.getLast().after())
                && digest.equals(log.getLast().before());
    }

    public Path folder() {
        return folder;
    }

    public CaseDocument document() {
        return document;
    }

    /// SHA-256 of `case.json`, which holds the digests of all other files.
    public String digest() {
        return digest;
    }

    public List<Entry> log() {
        return log.stream()
                .map(line -> new Entry(
                        line.number(), line.time(), line.action(), line.options(), line.before(), line.after()))
                .toList();
    }

    /// The time that goes into a note or a decision made now.
    public String now() {
        return now(clock);
    }

    private static String now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// Saves the case as it is to be from now on, and writes down what was done. Throws `IOException` if
    /// another program has changed it meanwhile.
    public void save(String action, Map<String, String> options, CaseDocument changed) throws IOException {
        save(now(), action, options, changed);
    }

    /// The same for something that was done a while ago.
    public void save(String time, String action, Map<String, String> options, CaseDocument changed) throws IOException {
        Path file = folder.resolve(CASE);
        String before = Files.exists(file) ? Hashes.sha256Hex(Files.readAllBytes(file)) : "";
        if (!before.equals(digest)) {
            throw new IOException(file + " was changed by another program meanwhile: open the case again");
        }
        String text = written(changed);
        String after = Hashes.sha256Hex(text.getBytes(StandardCharsets.UTF_8));
        String previous = log.isEmpty() ? "" : String.valueOf(log.getLast().hash());
        List<CaseLog.Line> longer = new ArrayList<>(log);
        longer.add(new CaseLog.Line(log.size() + 1, time, action, new TreeMap<>(options), before, after, previous, null)
                .sealed());
        CaseLog.write(folder.resolve(LOG), longer);
        AtomicFile.write(file, out -> out.write(text));
        document = changed;
        log = longer;
        digest = after;
    }

    private static String written(CaseDocument document) throws IOException {
        return Json.MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document) + "\n";
    }

    /// Writes a file of the case; it counts once a document that names it is saved.
    public Stored store(String name, AtomicFile.Text text) throws IOException {
        Path file = resolved(name);
        AtomicFile.write(file, text);
        byte[] bytes = Files.readAllBytes(file);
        return new Stored(name, bytes.length, Hashes.sha256Hex(bytes));
    }

    /// Takes a copy of a file into the case's attachments and saves that.
    public Stored attach(Path source) throws IOException {
        String name = "attachments/"
                + source.getFileName()
                        .toString()
                        .replaceAll("[^A-Za-z0-9._-]", "_")
                        .replaceFirst("^[^A-Za-z0-9]", "x");
        if (document.attachments().stream().anyMatch(other -> other.file().equals(name))) {
            throw new IllegalArgumentException("the case has an attachment " + name + " already: rename the file");
        }
        Path file = resolved(name);
        try (NewFile whole = NewFile.at(file)) {
            Files.copy(source, whole.path());
            whole.keep();
        }
        byte[] bytes = Files.readAllBytes(file);
        Stored stored = new Stored(name, bytes.length, Hashes.sha256Hex(bytes));
        save("attach", Map.of("file", name, "sha256", stored.sha256()), document.with(stored));
        return stored;
    }

    /// Copies what is saved into a new folder, which is the case from then on. The autosave stays behind.
    public CaseFolder copyTo(Path target) throws IOException {
        requireNew(target);
        Files.createDirectories(target.resolve("traces"));
        Files.createDirectories(target.resolve("attachments"));
        for (String part : List.of("traces", "attachments")) {
            try (Stream<Path> files = Files.list(folder.resolve(part))) {
                for (Path file : files.filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))
                        .toList()) {
                    Files.copy(file, target.resolve(part).resolve(file.getFileName()));
                }
            }
        }
        Files.copy(folder.resolve(LOG), target.resolve(LOG));
        Files.copy(folder.resolve(CASE), target.resolve(CASE));
        return new CaseFolder(target, clock, document, log, digest);
    }

    /// Keeps beside the case what is not saved yet, so that it outlives the program.
    public void autosave(CaseAutosave unsaved) throws IOException {
        AtomicFile.write(folder.resolve(AUTOSAVE), out -> Json.write(unsaved, out));
    }

    /// What an earlier program left unsaved. Throws `IOException` if it is not of the case as it is now.
    public Optional<CaseAutosave> autosaved() throws IOException {
        Optional<CaseAutosave> found = leftAutosave(folder);
        if (found.isPresent() && !found.get().base().equals(digest)) {
            throw new IOException(folder.resolve(AUTOSAVE) + " was left by an earlier state of the case, which was"
                    + " saved by something else since: move it away to open the case as it was saved");
        }
        return found;
    }

    /// What an earlier program left unsaved in a case's folder, without a look at the case.
    public static Optional<CaseAutosave> leftAutosave(Path folder) throws IOException {
        return CaseAutosave.read(folder.resolve(AUTOSAVE));
    }

    public void forgetAutosave() throws IOException {
        Files.deleteIfExists(folder.resolve(AUTOSAVE));
    }

    /// The bytes of a file of the case. Throws `IOException` if they are not those that were stored.
    public byte[] content(Stored file) throws IOException {
        Path path = resolved(file.file());
        if (Files.isSymbolicLink(path) || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(path + " is missing or no file of the case's own: use an untouched copy");
        }
        if (Files.size(path) != file.bytes() || file.bytes() > LARGEST) {
            throw changed(path);
        }
        byte[] bytes = Files.readAllBytes(path);
        if (!Hashes.sha256Hex(bytes).equals(file.sha256())) {
            throw changed(path);
        }
        return bytes;
    }

    private static IOException changed(Path file) {
        return new IOException(file + " is not the file that the case stored: use an untouched copy");
    }

    /// A name in case.json is a stranger's word: it must not lead out of the folder.
    private Path resolved(String name) throws IOException {
        if (!NAMES.matcher(name).matches()) {
            throw new IOException("'" + name + "' names no file of the case " + folder + ": it is refused");
        }
        return folder.resolve(name);
    }

    /// The tags that a trace's stop rules use.
    public Tags tags(CaseDocument.Trace trace) throws IOException {
        return tags(trace, document.attachments());
    }

    /// The same of a trace that may not be saved yet.
    public Tags tags(CaseDocument.Trace trace, List<Stored> attachments) throws IOException {
        if (trace.tags() == null) {
            return Tags.NONE;
        }
        for (Stored file : attachments) {
            if (file.file().equals(trace.tags())) {
                return CaseTrace.tags(content(file));
            }
        }
        throw new IOException(folder.resolve(CASE) + ": trace " + trace.name() + " rests on " + trace.tags()
                + ", which is no attachment of the case");
    }
}
