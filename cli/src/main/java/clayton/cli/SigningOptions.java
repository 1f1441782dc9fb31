package clayton.cli;

import clayton.evidence.Signing;
import java.io.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say who vouches for a bundle. Passwords come from the environment or from the terminal, never from
/// a flag.
final class SigningOptions {
    static final String PASSWORD = "CLAYTON_SIGNING_PASSWORD";

    @Option(
            names = "--sign-x509",
            paramLabel = "FILE",
            description = "sign with the key in this PKCS#12 file; its password is asked for, or in " + PASSWORD)
    private @Nullable Path x509;

    @Option(
            names = "--sign-pgp",
            paramLabel = "FILE",
            description = "sign with the secret key in this OpenPGP file; its password as above")
    private @Nullable Path pgp;

    @Option(
            names = "--time-stamp",
            paramLabel = "FILE",
            description = "add this RFC 3161 token of the SHA-256 of the bundle's manifest.json")
    private @Nullable Path timeStamp;

    private final Map<String, String> environment;

    SigningOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    Signing signing() {
        List<Signing> asked = new ArrayList<>();
        if (x509 != null) {
            asked.add(Signing.x509(x509, password(x509)));
        }
        if (pgp != null) {
            asked.add(Signing.pgp(pgp, password(pgp)));
        }
        if (timeStamp != null) {
            asked.add(Signing.timeStamp(timeStamp));
        }
        return Signing.all(asked);
    }

    private char[] password(Path file) {
        String given = environment.get(PASSWORD);
        if (given != null) {
            return given.toCharArray();
        }
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readPassword("Password of %s: ", file))
                .orElseThrow(() -> new IllegalArgumentException(
                        "the password of " + file + " cannot be asked for here: set " + PASSWORD));
    }
}
