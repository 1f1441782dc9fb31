package clayton.reader;

import java.util.List;

/// What the header scan found in one blk file: records `firstRecord` to `endRecord`, exclusive, of the folder's
/// table; from `resume` on it is scanned anew if the file has grown.
record FileScan(FileState state, int firstRecord, int endRecord, long resume, List<SkippedRange> skipped) {}
