package clayton.chain;

import java.io.IOException;
import java.nio.file.Path;

/// Data that is not what it should be: the file, the offset in it, what was expected and what was found.
public final class CorruptDataException extends IOException {
    public CorruptDataException(Path file, long offset, String expected, String found) {
        this(file.toString(), offset, expected, found);
    }

    public CorruptDataException(String file, long offset, String expected, String found) {
        super(file + ", offset " + offset + ": expected " + expected + ", found " + found);
    }
}
