package clayton.reader;

import java.time.Instant;

/// A blk file as it stood when the folder was listed.
record FileState(int number, long size, Instant modified) {}
