package clayton.taint;

import java.io.IOException;

/// Takes every output and slot that held taint as soon as its state is settled, so that a large result need not be
/// kept.
@FunctionalInterface
public interface HoldingSink {
    /// Told once, before anything else.
    default void begins(TraceHead head) throws IOException {}

    void settled(Holding holding) throws IOException;
}
