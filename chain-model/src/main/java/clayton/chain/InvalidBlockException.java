package clayton.chain;

import java.io.IOException;

/// A block that is refused: which one, where it lies, and the rule it breaks (Bitcoin Core's reject reason where it
/// has one).
public final class InvalidBlockException extends IOException {
    private final Hash256 hash;
    private final String reason;

    public InvalidBlockException(Hash256 hash, String place, String reason) {
        super("block " + hash + " (" + place + ") is refused: " + reason);
        this.hash = hash;
        this.reason = reason;
    }

    public Hash256 hash() {
        return hash;
    }

    public String reason() {
        return reason;
    }
}
