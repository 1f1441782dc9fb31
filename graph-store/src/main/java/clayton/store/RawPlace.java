package clayton.store;

/// Where a transaction's serialized bytes lie: number of the blk file, offset in it, length in bytes.
public record RawPlace(int file, long offset, int length) {}
