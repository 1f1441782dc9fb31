package clayton.cli;

import clayton.store.LedgerWriteException;
import clayton.store.neo4j.DatabaseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;

/// Words and exit code for what went wrong: the caller's mistake, the world, the data, or the program itself.
final class Failure {
    private Failure() {}

    /// One sentence without a line break.
    static String sentence(Throwable failure) {
        return text(failure).strip().replaceAll("\\s*\\R\\s*", " ");
    }

    static int exitCode(Throwable failure) {
        return switch (unwrapped(failure)) {
            case IllegalArgumentException e -> ExitCode.USAGE;
            case LedgerWriteException e -> ExitCode.STOPPED;
            case DatabaseException e -> ExitCode.DATABASE;
            case CancellationException e -> ExitCode.INTERRUPTED;
            default -> ExitCode.DATA;
        };
    }

    /// What went wrong with the data or the disk, without what it was carried in.
    private static Throwable unwrapped(Throwable failure) {
        boolean carrier = failure instanceof UncheckedIOException || failure instanceof JsonMappingException;
        return carrier && failure.getCause() != null ? unwrapped(failure.getCause()) : failure;
    }

    private static String text(Throwable failure) {
        return switch (unwrapped(failure)) {
            case NoSuchFileException e ->
                e.getFile() + (e.getReason() == null ? " is missing: check the path" : ": " + e.getReason());
            case AccessDeniedException e -> e.getFile() + " may not be read or written: check its permissions";
            case FileSystemException e -> message(e) + ": check the path and the disk";
            case IOException e -> message(e);
            case IllegalArgumentException e -> message(e);
            case CancellationException e -> message(e);
            case InternalError e ->
                "a file of the ledger was cut or cannot be read any more (" + e.getMessage()
                        + "): run clayton doctor, and this again once no load is at work";
            case OutOfMemoryError e -> "the memory given to Java is used up: allow more with CLAYTON_JAVA_OPTS=-Xmx8g";
            case picocli.CommandLine.PicocliException e -> message(e);
            default ->
                "the program met what it must not: " + unwrapped(failure)
                        + "; run it again with CLAYTON_DEBUG=1 and report this";
        };
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
