package clayton.evidence;

import java.util.List;

/// The list of a bundle's files, and what made it.
record BundleManifest(String schema, Tool tool, String network, List<Listed> files) {
    record Tool(String name, String version) {}

    record Listed(String name, long bytes, String sha256) {}
}
