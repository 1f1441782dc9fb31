package clayton.desktop.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;

/// Words for what went wrong.
public final class Failures {
    private Failures() {}

    /// One sentence without a line break.
    public static String sentence(Throwable failure) {
        String text = text(failure).strip().replaceAll("\\s*\\R\\s*", " ");
        return text.isEmpty() ? failure.getClass().getSimpleName() : text;
    }

    private static String text(Throwable failure) {
        return switch (failure) {
            case UncheckedIOException e -> e.getCause() == null ? message(e) : text(e.getCause());
            case NoSuchFileException e ->
                e.getFile() + (e.getReason() == null ? " is missing: check the path" : ": " + e.getReason());
            case AccessDeniedException e -> e.getFile() + " may not be read or written: check its permissions";
            case FileSystemException e -> message(e) + ": check the path and the disk";
            case IOException e -> message(e);
            case IllegalArgumentException e -> message(e);
            case CancellationException e -> message(e);
            case OutOfMemoryError e -> "the memory given to Java is used up: allow more with CLAYTON_JAVA_OPTS=-Xmx8g";
            default -> "the program met what it must not: " + failure + "; please report this";
        };
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
