package clayton.cli;

import clayton.evidence.Amounts;
import clayton.evidence.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/// Where a command writes: answers to `out`, progress and warnings to `err`. `animated` says that `err` is a
/// screen, so a line there may be drawn over. Text for people loses control and bidirectional characters on its
/// way out, because labels, paths and whatever a chain holds are strangers' words.
record Terminal(PrintWriter out, PrintWriter err, boolean animated, Ansi ansi) {
    /// Java cannot tell where stderr leads; the launcher says it with this system property.
    private static final String ERR_IS_SCREEN = "clayton.stderr.screen";

    static Terminal ofProcess(Map<String, String> environment) {
        boolean plain = environment.containsKey("NO_COLOR");
        return new Terminal(
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Boolean.getBoolean(ERR_IS_SCREEN),
                plain ? Ansi.OFF : Ansi.AUTO);
    }

    void line(String text) {
        out.println(harmless(text));
    }

    /// Shows what `text` writes to its terminal only when it is complete: a failure leaves no half of it.
    void whole(Text text) throws IOException {
        StringWriter written = new StringWriter();
        text.write(new Terminal(new PrintWriter(written), err, animated, ansi));
        out.print(written);
    }

    /// Writes lines, and may fail at it.
    interface Text {
        void write(Terminal terminal) throws IOException;
    }

    /// A name and its value, aligned with others.
    void field(String name, Object value) {
        line(String.format(Locale.ROOT, "%-13s %s", name, value));
    }

    /// Begins a list.
    void title(String text) {
        line("");
        line(text);
    }

    /// An amount of a list, and whose it is.
    void row(long sats, String text) {
        line("  " + Amounts.column(sats) + "  " + text);
    }

    void warn(String sentence) {
        err.println("clayton: " + harmless(sentence));
        err.flush();
    }

    void flush() {
        out.flush();
        err.flush();
    }

    static String harmless(String text) {
        return Words.harmless(text);
    }
}
