package clayton.desktop.flow;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Writes a picture as PNG (ISO/IEC 15948), eight bits a channel without transparency.
public final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte TRUE_COLOUR = 2;
    private static final byte FILTER_UP = 2;

    private Png() {}

    /// `argb` holds the rows from the top, each of `width` pixels.
    public static void write(int width, int height, int[] argb, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(SIGNATURE);
            chunk(out, "IHDR", head(width, height));
            chunk(out, "IDAT", packed(width, height, argb));
            chunk(out, "IEND", new byte[0]);
        }
    }

    private static byte[] head(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeInt(width);
        data.writeInt(height);
        data.write(new byte[] {8, TRUE_COLOUR, 0, 0, 0});
        return bytes.toByteArray();
    }

    private static byte[] packed(int width, int height, int[] argb) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] row = new byte[1 + 3 * width];
        row[0] = FILTER_UP;
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION))) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int pixel = argb[y * width + x];
                    int above = y == 0 ? 0 : argb[(y - 1) * width + x];
                    row[1 + 3 * x] = (byte) ((pixel >> 16) - (above >> 16));
                    row[2 + 3 * x] = (byte) ((pixel >> 8) - (above >> 8));
                    row[3 + 3 * x] = (byte) (pixel - above);
                }
                out.write(row);
            }
        }
        return bytes.toByteArray();
    }

    private static void chunk(OutputStream out, String name, byte[] content) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        byte[] kind = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(kind);
        sum.update(content);
        data.writeInt(content.length);
        data.write(kind);
        data.write(content);
        data.writeInt((int) sum.getValue());
        data.flush();
    }
}
