package clayton.chain;

/// A block that was seen beside the chain: where it lies, and why it takes no part (`stale`, or the reason of its
/// refusal).
public record StaleBlock(int height, Hash256 hash, int file, long offset, String reason) {}
