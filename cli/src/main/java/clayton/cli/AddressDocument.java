package clayton.cli;

import clayton.evidence.AttributionTag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON of `clayton address`. The amounts leave out values that are not known.
record AddressDocument(
        String schema,
        String network,
        String address,
        String type,
        String script,
        long received,
        long unspent,
        List<OutputFacts> outputs,
        @Nullable List<AttributionTag> tags) {
    AddressDocument(
            String network,
            String address,
            String type,
            String script,
            long received,
            long unspent,
            List<OutputFacts> outputs) {
        this("clayton.address/1", network, address, type, script, received, unspent, outputs, null);
    }

    /// With what was said of it; absent if nothing was.
    AddressDocument with(List<AttributionTag> newTags) {
        return new AddressDocument(
                schema, network, address, type, script, received, unspent, outputs, newTags.isEmpty() ? null : newTags);
    }
}
