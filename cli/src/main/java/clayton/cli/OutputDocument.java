package clayton.cli;

import clayton.evidence.AttributionTag;
import clayton.evidence.TagStore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON of `clayton output`. Block and time are those of the creating transaction, absent if it is not loaded.
record OutputDocument(
        String schema,
        String network,
        @JsonUnwrapped OutputFacts output,
        @Nullable String block,
        @Nullable Long time,
        List<String> notes,
        @Nullable List<AttributionTag> tags) {
    OutputDocument(
            String network, OutputFacts output, @Nullable String block, @Nullable Long time, List<String> notes) {
        this("clayton.output/1", network, output, block, time, notes, null);
    }

    /// With what is said of the output and its address; absent if nothing is.
    OutputDocument with(TagStore store) {
        List<AttributionTag> found = store.about(output.subjects());
        return new OutputDocument(schema, network, output, block, time, notes, found.isEmpty() ? null : found);
    }
}
