package clayton.evidence;

import clayton.chain.Progress;
import java.util.concurrent.CancellationException;

/// A step on the way to a file or a verdict. No half of either is of use, so who is asked to stop takes no further one.
final class Step {
    private Step() {}

    /// Reports it. Throws `CancellationException` if asked to stop.
    static void take(Progress progress, String work, long done, long total) {
        if (!progress.goOn(work, done, total)) {
            throw new CancellationException("interrupted while " + work);
        }
    }
}
