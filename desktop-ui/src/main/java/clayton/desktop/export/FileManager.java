package clayton.desktop.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// The program that shows folders on this machine. `command` takes a folder as its last word.
public record FileManager(List<String> command) {
    private static final long PATIENCE_SECONDS = 5;

    /// What this operating system has for it.
    public static FileManager ofSystem() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return new FileManager(List.of(
                system.startsWith("mac") ? "open" : system.startsWith("windows") ? "explorer.exe" : "xdg-open"));
    }

    /// Shows a folder; for tasks. Throws `IOException` with a sentence if nothing here can. A program that still runs
    /// after some seconds counts as one that shows it.
    void show(Path folder) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.add(folder.toString());
        int code;
        try {
            Process started = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            code = started.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) ? started.exitValue() : 0;
        } catch (IOException e) {
            throw new IOException(command.getFirst() + " is missing here: copy the path instead", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (code != 0) {
            throw new IOException(command.getFirst() + " could not show " + folder + " (exit code " + code
                    + "): copy the path instead");
        }
    }
}
