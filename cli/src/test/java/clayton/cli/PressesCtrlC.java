package clayton.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/// A screen whose user presses Ctrl-C as soon as certain words appear.
final class PressesCtrlC extends Writer {
    private final String words;
    private final StringWriter seen;
    private boolean pressed;

    PressesCtrlC(String words, StringWriter seen) {
        this.words = words;
        this.seen = seen;
    }

    @Override
    public void write(char[] text, int offset, int length) {
        seen.write(text, offset, length);
        if (!pressed && seen.toString().contains(words)) {
            pressed = true;
            press();
        }
    }

    private void press() {
        String self = Long.toString(ProcessHandle.current().pid());
        try {
            new ProcessBuilder("kill", "-INT", self).inheritIO().start().waitFor();
            Thread.sleep(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
