package clayton.reader;

import clayton.chain.CorruptDataException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A folder of block files and its key: opens nothing until asked, so it is cheap to make for one look at a place.
/// Safe for concurrent use.
public final class BlockFiles {
    private static final Pattern NAME = Pattern.compile("blk(\\d{5,9})\\.dat");

    private final Path folder;
    private final Obfuscation obfuscation;

    private BlockFiles(Path folder, Obfuscation obfuscation) {
        this.folder = folder;
        this.obfuscation = obfuscation;
    }

    /// Reads the folder's key. Throws [CorruptDataException] if `xor.dat` is not one.
    public static BlockFiles in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(
                    folder.toString(), null, "no such folder: name the blocks folder of a Bitcoin Core node");
        }
        return new BlockFiles(folder, Obfuscation.of(folder));
    }

    public static String fileName(int file) {
        return String.format(Locale.ROOT, "blk%05d.dat", file);
    }

    /// A place as people read it: `blk00000.dat, offset 8`.
    public static String place(int file, long offset) {
        return fileName(file) + ", offset " + offset;
    }

    public Path folder() {
        return folder;
    }

    /// The plain bytes of a place. Throws [CorruptDataException] if the file ends before.
    public byte[] read(int file, long offset, int length) throws IOException {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("no place has offset " + offset + " and length " + length);
        }
        try (DataFile data = openBlocks(file)) {
            long left = Math.max(0, data.size() - offset);
            byte[] bytes = new byte[(int) Math.min(length, left)];
            if (data.read(offset, bytes, 0, bytes.length) < length) {
                throw new CorruptDataException(data.path(), offset, length + " bytes", left + " until the end");
            }
            return bytes;
        }
    }

    Obfuscation obfuscation() {
        return obfuscation;
    }

    DataFile openBlocks(int file) throws IOException {
        return new DataFile(folder.resolve(fileName(file)), obfuscation);
    }

    DataFile openUndo(int file) throws IOException {
        return new DataFile(folder.resolve(undoName(file)), obfuscation);
    }

    static String undoName(int file) {
        return String.format(Locale.ROOT, "rev%05d.dat", file);
    }

    /// The blk files in order of their numbers.
    List<FileState> list() throws IOException {
        List<FileState> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "blk*.dat")) {
            for (Path entry : entries) {
                Matcher name = NAME.matcher(entry.getFileName().toString());
                if (name.matches()) {
                    add(files, Integer.parseInt(name.group(1)), entry);
                }
            }
        }
        files.sort(Comparator.comparingInt(FileState::number));
        return files;
    }

    /// A pruning node may delete a file between listing and looking.
    private static void add(List<FileState> files, int number, Path entry) throws IOException {
        if (!entry.getFileName().toString().equals(fileName(number))) {
            return;
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                files.add(new FileState(
                        number, attributes.size(), attributes.lastModifiedTime().toInstant()));
            }
        } catch (NoSuchFileException gone) {
            // as if it had never been there
        }
    }
}
