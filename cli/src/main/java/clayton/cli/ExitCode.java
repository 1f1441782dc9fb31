package clayton.cli;

/// What the program's end tells a script.
final class ExitCode {
    static final int DONE = 0;

    /// A negative answer: nothing found, a check that did not hold.
    static final int NEGATIVE = 1;

    static final int USAGE = 2;

    /// Input data is corrupt or missing.
    static final int DATA = 3;

    /// A database cannot be reached, refuses, or fails.
    static final int DATABASE = 4;

    /// Stopped, can be resumed.
    static final int STOPPED = 5;

    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
