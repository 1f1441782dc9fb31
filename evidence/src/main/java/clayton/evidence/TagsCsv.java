package clayton.evidence;

import clayton.chain.Tag;
import clayton.chain.Tags;

/// Reads tags from CSV: a line `address,label` on top, then one tag a line.
public final class TagsCsv {
    public static final String HEAD = "address,label";

    private TagsCsv() {}

    public static Tags parse(String text) {
        return new Tags(text.lines()
                .filter(line -> !line.isBlank() && !line.equals(HEAD))
                .map(TagsCsv::tag)
                .toList());
    }

    /// Reads one line; the label is the rest of it, so it may hold commas.
    public static Tag tag(String line) {
        int comma = line.indexOf(',');
        if (comma < 1) {
            throw new IllegalArgumentException("'" + line + "' is no tag: write it as " + HEAD);
        }
        return new Tag(line.substring(0, comma), line.substring(comma + 1));
    }
}
