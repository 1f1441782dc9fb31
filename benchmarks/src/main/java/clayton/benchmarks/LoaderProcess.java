package clayton.benchmarks;

import clayton.store.LoadStep;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// Starts loaders in processes of their own and kills them (SIGKILL). All of them work on one ledger and one cache
/// of headers.
record LoaderProcess(Path blocks, Path ledger, Path cache, long commitBytes) {
    static final String BEGUN = "begun";
    static final String STANDING = "standing";
    static final String TAKEN = "taken ";

    private static final long STUCK_SECONDS = 600;

    /// A whole load: how long it took, and how often it took each step.
    record Whole(long millis, Map<LoadStep, Integer> steps) {}

    /// Loads to the end. Throws if the loader says that it failed.
    Whole run(OptionalInt rewind) throws IOException {
        Process process = start(arguments(rewind));
        try (BufferedReader lines = process.inputReader()) {
            expect(BEGUN, lines.readLine());
            long begun = System.nanoTime();
            Map<LoadStep, Integer> steps = new EnumMap<>(LoadStep.class);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.substring(TAKEN.length()).split(" ", -1);
                steps.put(LoadStep.valueOf(words[0]), Integer.parseInt(words[1]));
            }
            long millis = (System.nanoTime() - begun) / 1_000_000;
            waitFor(process, STUCK_SECONDS, TimeUnit.SECONDS);
            if (process.exitValue() != 0) {
                throw new IOException("a loader of " + ledger + " failed with exit code " + process.exitValue());
            }
            return new Whole(millis, steps);
        }
    }

    /// Kills a load so many microseconds after it begun; answers whether it had not ended by itself.
    boolean killAfter(long micros, OptionalInt rewind) throws IOException {
        Process process = start(arguments(rewind));
        try (BufferedReader lines = process.inputReader()) {
            expect(BEGUN, lines.readLine());
            boolean ended = waitFor(process, micros, TimeUnit.MICROSECONDS);
            kill(process);
            return !ended;
        }
    }

    /// Kills a load at the nth time it takes a step; answers whether it came so far.
    boolean killAt(LoadStep step, int nth, OptionalInt rewind) throws IOException {
        List<String> arguments = arguments(rewind);
        arguments.addAll(List.of("--step", step.name(), "--nth", Integer.toString(nth)));
        Process process = start(arguments);
        try (BufferedReader lines = process.inputReader()) {
            expect(BEGUN, lines.readLine());
            boolean came = STANDING.equals(lines.readLine());
            kill(process);
            return came;
        }
    }

    private List<String> arguments(OptionalInt rewind) {
        List<String> words = new ArrayList<>(List.of("--blocks", blocks.toString(), "--ledger", ledger.toString()));
        words.addAll(List.of("--cache", cache.toString(), "--commit", Long.toString(commitBytes)));
        rewind.ifPresent(height -> words.addAll(List.of("--rewind", Integer.toString(height))));
        return words;
    }

    private static Process start(List<String> arguments) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        words.addAll(List.of(System.getProperty("java.class.path"), Main.class.getName(), "killed"));
        words.addAll(arguments);
        return new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void expect(String expected, String found) throws IOException {
        if (!expected.equals(found)) {
            throw new IOException("a loader said '" + found + "' instead of '" + expected + "'");
        }
    }

    private static void kill(Process process) throws IOException {
        process.destroyForcibly();
        waitFor(process, STUCK_SECONDS, TimeUnit.SECONDS);
    }

    private static boolean waitFor(Process process, long time, TimeUnit unit) throws IOException {
        try {
            return process.waitFor(time, unit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted beside a loader").initCause(e);
        }
    }
}
