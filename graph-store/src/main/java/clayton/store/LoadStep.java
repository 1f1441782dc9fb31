package clayton.store;

/// What a loader has just done to a ledger's folder. Reported to whoever opened the [LedgerWriter] with an observer;
/// the tests of crashes end the process there. After a crash at any of them, or between any two, the folder is at
/// one commit or the next.
public enum LoadStep {
    /// The folder is this loader's alone.
    LOCKED,

    /// A block's rows and pointers stand in the columns, but for those of its scripts, which another thread may still
    /// be at; no commit knows of them.
    BLOCK_LINKED,

    /// A column's file was made larger and mapped anew.
    COLUMN_GROWN,

    /// A larger or smaller hash table was filled beside the one that the commit names.
    INDEX_MADE,

    /// A column's checksums were taken and its pages are on disk.
    COLUMN_SEALED,

    /// The next commit is on disk under its working name.
    COMMIT_WRITTEN,

    /// The next commit has taken the place of the last.
    COMMIT_RENAMED,

    /// Hash tables that no commit names any more are gone.
    OLD_FILES_DELETED,

    /// A column's pointers past the commit point are null, and what was not committed is cut off.
    COLUMN_SWEPT,

    /// The last output of every script was found again.
    TAILS_REBUILT,

    /// A rewind's shorter commit counts; the columns still hold more.
    REWIND_COMMITTED,

    /// The blocks beside the chain were handed over for the next commit.
    STALE_RECORDED,

    /// A column's file was cut to what counts, at the end of a load.
    COLUMN_TRIMMED,

    /// The ledger's last commit says that no load is at work.
    CLOSED
}
