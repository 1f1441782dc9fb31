package clayton.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Plain lists of addresses: one a line, or CSV. With a line of column names on top each column goes where it
/// belongs (`address`, `label`, `source`, `confidence`, `category`, `abuse`, `actor`, `lastmod`); without one
/// the first cell is the address and the rest of the line, commas and all, the label. Lines that begin with `#`
/// are comments.
final class AddressListFile {
    private static final Set<String> COLUMNS =
            Set.of("address", "label", "source", "confidence", "category", "abuse", "actor", "lastmod");

    private AddressListFile() {}

    /// `otherwise` has what a line does not say itself.
    static List<AttributionTag> read(String text, AttributionTag otherwise) {
        List<AttributionTag> tags = new ArrayList<>();
        List<String> columns = List.of();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (tags.isEmpty() && columns.isEmpty() && isHead(line)) {
                columns = cells(line, number).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList();
            } else if (columns.isEmpty()) {
                tags.add(bare(line.strip(), otherwise));
            } else {
                tags.add(named(columns, cells(line, number), number, otherwise));
            }
        }
        return tags;
    }

    private static boolean isHead(String line) {
        List<String> names =
                List.of(line.toLowerCase(Locale.ROOT).replace("\"", "").split("\\s*,\\s*"));
        return names.contains("address") && COLUMNS.containsAll(names);
    }

    private static AttributionTag bare(String line, AttributionTag otherwise) {
        int comma = line.indexOf(',');
        return comma < 0
                ? otherwise.withSubject(line)
                : AttributionTag.of(
                        otherwise.kind(),
                        line.substring(0, comma).strip(),
                        RowsFile.unquoted(line.substring(comma + 1).strip()),
                        otherwise.source(),
                        otherwise.confidence());
    }

    private static AttributionTag named(
            List<String> columns, List<String> cells, int number, AttributionTag otherwise) {
        if (cells.size() > columns.size()) {
            throw new IllegalArgumentException(
                    "line " + number + " has " + cells.size() + " cells, the line of names " + columns.size());
        }
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                row.put(columns.get(i), cells.get(i));
            }
        }
        String address = row.get("address");
        if (address == null) {
            throw new IllegalArgumentException("line " + number + " has no address");
        }
        return new AttributionTag(
                AttributionTag.ADDRESS,
                address,
                row.getOrDefault("label", otherwise.label()),
                row.getOrDefault("source", otherwise.source()),
                row.getOrDefault("confidence", otherwise.confidence()),
                "BTC",
                null,
                row.get("category"),
                row.get("abuse"),
                null,
                row.get("actor"),
                row.get("lastmod"),
                null,
                null,
                null,
                null,
                null);
    }

    /// The cells of a line by RFC 4180, on one line each.
    private static List<String> cells(String line, int number) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("line " + number + ": a quotation mark is not closed");
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}
