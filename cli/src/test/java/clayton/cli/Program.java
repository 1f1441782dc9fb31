package clayton.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The program in a process of its own, for what cannot be done inside the test: limits, faults, signals.
record Program(Path folder, List<String> before) {
    /// `before` are the words of a command that becomes the program, such as `prlimit --fsize=4096`.
    static Program in(Path folder, String... before) {
        return new Program(folder, List.of(before));
    }

    ProcessBuilder builder(Object... arguments) {
        List<String> words = new ArrayList<>(before);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-Xmx512m", "-cp"));
        words.addAll(List.of(System.getProperty("java.class.path"), "clayton.cli.Main"));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("XDG_CACHE_HOME", folder.toString());
        builder.environment().put("XDG_DATA_HOME", folder.toString());
        return builder;
    }

    /// Runs it to its end.
    Run run(Object... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = builder(arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int code = process.waitFor();
        return new Run(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    /// Whether a command of the system can be run here with this outcome.
    static boolean can(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
