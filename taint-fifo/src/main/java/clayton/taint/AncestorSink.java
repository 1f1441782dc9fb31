package clayton.taint;

import java.io.IOException;

/// Takes every output a backward trace comes through as soon as it is known what of it counts, in reverse chain
/// order (a boundary output with its spender), so that a large result need not be kept.
@FunctionalInterface
public interface AncestorSink {
    /// Told once, before anything else.
    default void begins(TraceHead head) throws IOException {}

    void found(Ancestor ancestor) throws IOException;
}
