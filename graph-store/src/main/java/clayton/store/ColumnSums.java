package clayton.store;

/// The committed length of a [Column] in bytes, header included, and the CRC-32C of each of its 64 KiB chunks.
record ColumnSums(long length, int[] sums) {
    static final ColumnSums NONE = new ColumnSums(0, new int[0]);

    static int count(long length) {
        return Math.toIntExact(Math.ceilDiv(length, Column.CHUNK));
    }
}
