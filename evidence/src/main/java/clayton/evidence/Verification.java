package clayton.evidence;

import java.util.List;
import java.util.Optional;

/// What came of checking an evidence bundle: the first fact that does not hold, if there is one; what was proven (up to
/// there), and what the bundle only claims.
public record Verification(Optional<String> broken, List<String> proven, List<String> claimed) {
    public boolean holds() {
        return broken.isEmpty();
    }
}
