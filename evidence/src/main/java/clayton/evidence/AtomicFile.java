package clayton.evidence;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Writes a file so that it is there whole or as it was before, whatever happens meanwhile.
public final class AtomicFile {
    private AtomicFile() {}

    /// Writes the content of a file.
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /// Writes the text of a file, UTF-8.
    public interface Text {
        void write(Writer out) throws IOException;
    }

    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw new IllegalArgumentException(file + " is a folder: name a file to write");
        }
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is no folder: make it, or name another place for the file");
        }
        Path temporary = Files.createTempFile(folder, "." + target.getFileName(), ".new");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                OutputStream out = Channels.newOutputStream(channel);
                content.write(out);
                out.flush();
                channel.force(true);
            }
            readableAsOthers(temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    public static void writeText(Path file, Text text) throws IOException {
        write(file, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
            text.write(writer);
            writer.flush();
        });
    }

    /// Temporary files are their owner's alone; a result is as readable as any other file.
    private static void readableAsOthers(Path file) throws IOException {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        } catch (UnsupportedOperationException e) {
            // a file system without such permissions
        }
    }
}
