package clayton.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Commands and options that are promised but not there yet, so that a word that will one day be understood is not
/// called unknown.
final class Later {
    private static final Set<String> WORDS = Set.of("--rpc");

    private Later() {}

    /// The first of these words that is promised for later.
    static Optional<String> firstOf(List<String> words) {
        return words.stream()
                .map(word -> word.replaceFirst("=.*", ""))
                .filter(WORDS::contains)
                .findFirst();
    }

    static String sentence(String word) {
        return "'" + word + "' comes in a later version of Clayton";
    }
}
