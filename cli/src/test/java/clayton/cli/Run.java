package clayton.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/// One run of the program inside the test: its exit code and what it wrote.
record Run(int code, String out, String err) {
    private static final String USER =
            Path.of("target", "user").toAbsolutePath().toString();

    /// Runs for a user who has no ledger and whose own folders are left alone.
    static Run of(Object... arguments) {
        return with(Map.of("XDG_DATA_HOME", USER, "XDG_CACHE_HOME", USER), arguments);
    }

    static Run with(Map<String, String> environment, Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, Ansi.OFF);
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int code = new Main(terminal, environment).run(words);
        return new Run(code, out.toString(), err.toString());
    }
}
