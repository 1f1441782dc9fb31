package clayton.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Lines of cells for people, the first column to the left, the others to the right.
final class Table {
    private final List<List<String>> lines = new ArrayList<>();

    Table(List<String> head) {
        lines.add(head);
    }

    void add(List<String> cells) {
        lines.add(cells);
    }

    void print(Terminal terminal) {
        int[] widths = IntStream.range(0, lines.getFirst().size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder("  ").append(line.getFirst());
            text.append(" ".repeat(widths[0] - line.getFirst().length()));
            for (int column = 1; column < widths.length; column++) {
                String cell = line.get(column);
                text.append(" ".repeat(3 + widths[column] - cell.length())).append(cell);
            }
            terminal.line(text.toString());
        }
    }
}
