package clayton.reader;

/// Bytes of a blk file that belong to no block: garbage, or a record that was written only in part. `to` is
/// exclusive.
public record SkippedRange(int file, long from, long to) {
    @Override
    public String toString() {
        return BlockFiles.fileName(file) + ", bytes " + from + " to " + to;
    }
}
