package clayton.cli;

import java.util.List;

/// The JSON of `clayton address`. The amounts leave out values that are not known.
record AddressDocument(
        String schema,
        String network,
        String address,
        String type,
        String script,
        long received,
        long unspent,
        List<OutputFacts> outputs) {
    AddressDocument(
            String network,
            String address,
            String type,
            String script,
            long received,
            long unspent,
            List<OutputFacts> outputs) {
        this("clayton.address/1", network, address, type, script, received, unspent, outputs);
    }
}
