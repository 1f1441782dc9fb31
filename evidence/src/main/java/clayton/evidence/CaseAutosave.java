package clayton.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was done to a case since it was saved, and what it is now: `autosave.json` beside `case.json`, for the case
/// that the program ends before the next save. `base` is the digest of the saved case, `ledger` the folder the
/// person worked with, empty for a chain in a Neo4j; the file belongs to this machine and is no part of the case.
public record CaseAutosave(String schema, String base, String ledger, List<Step> steps, CaseDocument document) {
    private static final String SCHEMA = "clayton.autosave/1";

    /// One thing that was done, as the log will have it.
    public record Step(String time, String action, SortedMap<String, String> options) {
        public Step {
            options = new TreeMap<>(options);
        }
    }

    public static CaseAutosave of(CaseFolder saved, Optional<Path> ledger, List<Step> steps, CaseDocument document) {
        return new CaseAutosave(
                SCHEMA, saved.digest(), ledger.map(Path::toString).orElse(""), List.copyOf(steps), document);
    }

    /// Empty if there is no such file.
    static Optional<CaseAutosave> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            CaseAutosave read = Json.MAPPER.readValue(file.toFile(), CaseAutosave.class);
            if (!SCHEMA.equals(read.schema())) {
                throw new IOException(file + " is of the form " + read.schema() + ", not " + SCHEMA
                        + ": use the version of Clayton that wrote it");
            }
            return Optional.of(read);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is damaged: move it away to open the case as it was saved", e);
        }
    }

    /// What the log says when all of this is saved at once: every step with its time, in order.
    public Map<String, String> summary() {
        Map<String, String> lines = new TreeMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            lines.put(
                    String.format(Locale.ROOT, "step %04d", i + 1),
                    step.time() + " " + step.action() + " " + step.options());
        }
        return lines;
    }
}
