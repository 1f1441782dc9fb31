package clayton.desktop.flow;

import java.util.regex.Pattern;

/// What a case says of a thing, as it is drawn above its box: a label, a colour (`#rrggbb`) with the number it goes
/// by, so that it is never told by colour alone, whether there is a note, and tags in words. Empty for none.
public record Sign(String label, String colour, String number, boolean noted, String tags) {
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    /// A colour of another form, which a stranger's case may hold, counts as none.
    public Sign {
        colour = COLOUR.matcher(colour).matches() ? colour : "";
    }

    /// The words above the box.
    String words() {
        StringBuilder words = new StringBuilder(label);
        if (!tags.isEmpty()) {
            words.append(words.isEmpty() ? "⚑ " : "  ⚑ ").append(tags);
        }
        if (noted) {
            words.append(words.isEmpty() ? "✎" : "  ✎");
        }
        return words.toString();
    }
}
