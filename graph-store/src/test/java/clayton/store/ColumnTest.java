package clayton.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.CorruptDataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ColumnTest {
    private static final int HEADER = ColumnHeader.BYTES;

    @TempDir
    private Path folder;

    @Test
    void cellsAreCheckedByRangeUpToTheVeryEndOfAFileOfWholeChunks() throws IOException {
        long bytes = 2L * Column.CHUNK - HEADER;
        ColumnSums sums = write(bytes);
        try (Column column = Column.open(file(), "numbers", sums, false)) {
            column.check(bytes, 0, Long.BYTES);
            column.check(Column.CHUNK - HEADER, 0, Long.BYTES);
            column.check(bytes - Long.BYTES, 1, Long.BYTES);
            assertThat(column.checkedLong(bytes - Long.BYTES)).isEqualTo(bytes - Long.BYTES);
        }
    }

    @Test
    void aDamagedByteInAnyChunkOfARangeIsFound() throws IOException {
        long bytes = 4L * Column.CHUNK - HEADER;
        ColumnSums sums = write(bytes);
        for (int chunk = 0; chunk < 4; chunk++) {
            flip(chunk * (long) Column.CHUNK + HEADER);
            try (Column column = Column.open(file(), "numbers", sums, false)) {
                assertThatThrownBy(() -> column.check(8, (int) (bytes / 8 - 2), 8))
                        .as("chunk " + chunk)
                        .isInstanceOf(CorruptDataException.class)
                        .hasMessageContaining("checksum");
            }
            flip(chunk * (long) Column.CHUNK + HEADER);
        }
    }

    private Path file() {
        return folder.resolve("numbers");
    }

    /// A column in which every cell holds its own offset.
    private ColumnSums write(long bytes) throws IOException {
        try (Column column = Column.create(file(), "numbers")) {
            column.reserve(bytes);
            for (long at = 0; at < bytes; at += Long.BYTES) {
                column.putLong(at, at);
            }
            ColumnSums sums = column.seal(bytes);
            column.trim();
            return sums;
        }
    }

    private void flip(long at) throws IOException {
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) (one.get(0) ^ 1));
            channel.write(one.flip(), at);
        }
    }
}
