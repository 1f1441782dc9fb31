package clayton.reader;

import clayton.chain.Network;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Fuzzing of [Addresses]: the input is read as an address and as a script. What is taken for an address is written
/// again as the same address, and what a script is called leads back to the script.
public final class AddressFuzz {
    private AddressFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        for (Network network : Network.ALL) {
            Addresses addresses = Addresses.of(network);
            readAddress(addresses, text);
            String name = addresses.name(input);
            if (!name.startsWith("script:sha256:") && !Arrays.equals(addresses.script(name), input)) {
                throw new AssertionError(name + " leads to another script");
            }
        }
    }

    private static void readAddress(Addresses addresses, String text) {
        byte[] script;
        try {
            script = addresses.script(text);
        } catch (IllegalArgumentException e) {
            return;
        }
        String again = addresses.name(script);
        if (!text.startsWith("script:") && !again.equals(text) && !again.equals(text.toLowerCase(Locale.ROOT))) {
            throw new AssertionError("'" + text + "' is written as " + again);
        }
    }
}
