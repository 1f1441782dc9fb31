package clayton.cli;

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
        List<String> notes) {
    OutputDocument(
            String network, OutputFacts output, @Nullable String block, @Nullable Long time, List<String> notes) {
        this("clayton.output/1", network, output, block, time, notes);
    }
}
