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

    /// Both together, of two things that one box stands for.
    Sign and(Sign other) {
        return new Sign(
                joined(label, other.label),
                colour.isEmpty() ? other.colour : colour,
                colour.isEmpty() ? other.number : number,
                noted || other.noted,
                joined(tags, other.tags));
    }

    private static String joined(String one, String other) {
        return one.isEmpty() || one.equals(other) ? other : other.isEmpty() ? one : one + ", " + other;
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
