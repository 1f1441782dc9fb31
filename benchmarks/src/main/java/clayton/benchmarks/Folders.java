package clayton.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What is done with whole folders.
final class Folders {
    private Folders() {}

    /// Deletes a folder with all that is in it, if it is there.
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /// Copies the files of a folder into a new one.
    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String name : names(from)) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }

    static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /// One line for every file that only one folder has, or that differs.
    static List<String> differences(Path expected, Path found) throws IOException {
        List<String> differences = new ArrayList<>();
        Set<String> names = new TreeSet<>(names(expected));
        names.addAll(names(found));
        for (String name : names) {
            if (!Files.exists(found.resolve(name))) {
                differences.add(name + " is missing");
            } else if (!Files.exists(expected.resolve(name))) {
                differences.add(name + " was left");
            } else if (Files.mismatch(expected.resolve(name), found.resolve(name)) >= 0) {
                differences.add(name + " differs from offset "
                        + Files.mismatch(expected.resolve(name), found.resolve(name)) + " on");
            }
        }
        return differences;
    }
}
