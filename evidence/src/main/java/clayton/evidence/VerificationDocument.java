package clayton.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON of `clayton verify`.
public record VerificationDocument(
        String schema,
        String bundle,
        boolean holds,
        @Nullable String broken,
        List<String> proven,
        List<String> claimed) {
    public static VerificationDocument of(Verification verification, String bundle) {
        return new VerificationDocument(
                "clayton.verification/1",
                bundle,
                verification.holds(),
                verification.broken().orElse(null),
                verification.proven(),
                verification.claimed());
    }
}
