package clayton.evidence;

/// Strangers' words (labels, paths, whatever a chain holds) made safe to show: without control, bidirectional and
/// invisible characters, which could steer a screen or turn a sentence around.
public final class Words {
    private static final String FORMULA = "=+-@\t\r";

    private Words() {}

    public static String harmless(String text) {
        return text.codePoints()
                .filter(Words::isHarmless)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /// A text cell of CSV: harmless, in quotation marks where it needs them, and with a leading `'` where a
    /// spreadsheet would take it for a formula (OWASP, CSV injection).
    public static String cell(String text) {
        String harmless = harmless(text);
        String safe = isFormula(text) ? "'" + harmless : harmless;
        return safe.matches("[^\",\\n\\r]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    /// Whether a spreadsheet would take a text for a formula.
    static boolean isFormula(String text) {
        String harmless = harmless(text);
        return begins(text) || begins(harmless);
    }

    private static boolean begins(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    }
}
