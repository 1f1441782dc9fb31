package clayton.desktop.export;

import clayton.chain.Progress;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CancellationException;

/// Counts what is written, and ends a writer that is no longer wanted with a `CancellationException`.
final class StoppableOutput extends FilterOutputStream {
    private final Progress progress;
    private long written;

    StoppableOutput(OutputStream out, Progress progress) {
        super(out);
        this.progress = progress;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        goOn(length);
        out.write(bytes, from, length);
    }

    @Override
    public void write(int one) throws IOException {
        goOn(1);
        out.write(one);
    }

    private void goOn(int more) {
        written += more;
        if (!progress.goOn("writing", written, 0)) {
            throw new CancellationException("cancelled: nothing was written");
        }
    }
}
