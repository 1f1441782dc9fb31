package clayton.chain;

/// How long work tells what it has done and learns that it should stop; always the last parameter. Called from the
/// working thread only, often: an implementation decides how seldom it shows anything. Work that is asked to stop
/// does so at the next safe point and says so in its result; threads are never interrupted (that would close file
/// channels).
public interface Progress {
    Progress NONE = (work, done, total) -> true;

    /// Reports `done` of `total` (bytes, heights: the work's own unit; total 0 if not known) and answers whether to
    /// go on.
    boolean goOn(String work, long done, long total);
}
