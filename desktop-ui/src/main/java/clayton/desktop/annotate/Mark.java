package clayton.desktop.annotate;

/// A label and a colour (`#rrggbb`) that somebody gave a thing; empty for none.
public record Mark(String label, String colour) {
    static final Mark NONE = new Mark("", "");

    boolean isNone() {
        return equals(NONE);
    }
}
