package clayton.desktop.casefile;

import clayton.desktop.session.OpenChain;
import clayton.evidence.CaseAutosave;
import clayton.evidence.CaseFolder;
import java.nio.file.Path;
import java.util.Optional;

/// A chain to work in and the case to keep the work in: a folder a person named, or one that will be made below
/// `unnamed` once there is something to keep. `unsaved` is what an earlier program left.
public record OpenedCase(
        OpenChain chain,
        Path unnamed,
        Optional<CaseFolder> folder,
        Optional<CaseLock> lock,
        Optional<CaseAutosave> unsaved) {
    public static OpenedCase unnamed(OpenChain chain, Path unnamed) {
        return new OpenedCase(chain, unnamed, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Whether a person named the folder.
    public boolean isNamed() {
        return folder.isPresent() && !folder.get().folder().startsWith(unnamed);
    }
}
