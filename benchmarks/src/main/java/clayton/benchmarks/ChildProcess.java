package clayton.benchmarks;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Runs one of the benchmarks' own commands in a fresh JVM.
final class ChildProcess {
    private ChildProcess() {}

    /// Answers the first line of its output that is one of `wanted`.
    static String run(List<String> javaOptions, List<String> arguments, Predicate<String> wanted) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(javaOptions);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        words.addAll(arguments);
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = waitFor(process);
        return output.lines()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new IOException("the measured process ended with " + status + ": " + output));
    }

    private static int waitFor(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while a run was measured").initCause(e);
        }
    }
}
