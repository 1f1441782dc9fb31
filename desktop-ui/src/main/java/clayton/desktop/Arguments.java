package clayton.desktop;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the command line asks of the desktop. Throws `IllegalArgumentException` with what is wrong.
record Arguments(Optional<Path> caseFolder, Optional<Path> ledger, Optional<Path> tour, boolean help) {
    static final String USAGE = """
            Usage: clayton desktop [--case DIR] [--ledger DIR] [--tour DIR]

            The investigator's desktop: open a chain, follow coins, compare policies, keep all of it in a case.

              --case DIR     opens this case at once, over the ledger of --ledger; without it, over the one it was opened
                             over before, else the first known one that fits
              --ledger DIR   opens this ledger at once (default: the welcome page)
              --tour DIR     walks through the screens by itself on the sample chain, needs no display, and writes
                             a picture of each to DIR, in light and dark, with tour.json
              -h, --help     this text
            """;

    static Arguments parse(List<String> words) {
        Optional<Path> caseFolder = Optional.empty();
        Optional<Path> ledger = Optional.empty();
        Optional<Path> tour = Optional.empty();
        boolean help = false;
        for (int i = 0; i < words.size(); i++) {
            String[] parts = words.get(i).split("=", 2);
            switch (parts[0]) {
                case "-h", "--help" -> help = true;
                case "--case", "--ledger", "--tour" -> {
                    if (parts.length == 1 && i + 1 == words.size()) {
                        throw new IllegalArgumentException(parts[0] + " needs a folder: " + parts[0] + " DIR");
                    }
                    Path folder = Path.of(parts.length == 2 ? parts[1] : words.get(++i));
                    switch (parts[0]) {
                        case "--case" -> caseFolder = Optional.of(folder);
                        case "--ledger" -> ledger = Optional.of(folder);
                        default -> tour = Optional.of(folder);
                    }
                }
                default -> throw new IllegalArgumentException("'" + words.get(i) + "' is no option of clayton desktop");
            }
        }
        return new Arguments(caseFolder, ledger, tour, help);
    }
}
