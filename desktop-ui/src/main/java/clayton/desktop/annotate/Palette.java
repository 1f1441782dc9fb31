package clayton.desktop.annotate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The colours that things can be marked with. Each has a number that is always shown with it, and is told apart from
/// the others by most who do not see all colours (after Okabe and Ito).
public enum Palette {
    ORANGE("1", "#e69f00"),
    SKY("2", "#56b4e9"),
    GREEN("3", "#009e73"),
    YELLOW("4", "#f0e442"),
    BLUE("5", "#0072b2"),
    RED("6", "#d55e00"),
    PINK("7", "#cc79a7");

    private final String number;
    private final String hex;

    Palette(String number, String hex) {
        this.number = number;
        this.hex = hex;
    }

    public String hex() {
        return hex;
    }

    public String number() {
        return number;
    }

    String key() {
        return "colour." + name().toLowerCase(Locale.ROOT);
    }

    /// Empty for a colour that another program chose.
    static Optional<Palette> of(String hex) {
        return Arrays.stream(values())
                .filter(each -> each.hex.equalsIgnoreCase(hex))
                .findFirst();
    }
}
