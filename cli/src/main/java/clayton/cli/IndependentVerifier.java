package clayton.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The verifier of bundles that shares no code with this program: a Python script beside it.
final class IndependentVerifier {
    private static final Path SCRIPT = Path.of("verify", "clayton_verify.py");

    private IndependentVerifier() {}

    /// What it says of a bundle in its last line, or why it cannot be run here.
    static String verdict(Path bundle) throws IOException {
        Path script = Path.of(System.getProperty("clayton.home", "")).resolve(SCRIPT);
        if (!Files.exists(script)) {
            return SCRIPT
                    + ", the verifier that shares no code with this program, is not here: run it from the project";
        }
        try {
            Process python = new ProcessBuilder("python3", script.toString(), bundle.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            List<String> lines = said.lines().toList();
            int code = python.waitFor();
            String last = lines.isEmpty() ? "nothing" : lines.getLast();
            if (code != 0) {
                throw new IOException("python3 " + script + " " + bundle + " ended with " + code + ": " + last);
            }
            return "python3 " + script + ", which shares no code with this program, says: " + last;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "python3 " + script + " was interrupted";
        } catch (IOException e) {
            if (Files.isRegularFile(script)
                    && e.getMessage() != null
                    && e.getMessage().startsWith("Cannot run")) {
                return "python3 is not here, which " + script + " needs: run it elsewhere";
            }
            throw e;
        }
    }
}
