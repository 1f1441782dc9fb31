package clayton.evidence;

import java.util.List;

/// A piece of a report, whatever it is printed on.
sealed interface ReportPart {
    /// `level` 1 is a chapter, 2 a section in it.
    record Heading(int level, String text) implements ReportPart {}

    record Paragraph(String text) implements ReportPart {}

    /// A name and what it stands for, each.
    record Facts(List<Fact> facts) implements ReportPart {}

    record Fact(String name, String value) {}

    record Bullets(List<String> items) implements ReportPart {}

    /// Columns whose name ends with `#` hold figures, those with `*` hashes and addresses.
    record Table(List<String> columns, List<List<String>> rows) implements ReportPart {
        static String title(String column) {
            return column.endsWith("#") || column.endsWith("*") ? column.substring(0, column.length() - 1) : column;
        }
    }

    /// Lines to be typed, or read as they are.
    record Code(List<String> lines) implements ReportPart {}

    record Picture(String description, Drawing drawing) implements ReportPart {}
}
