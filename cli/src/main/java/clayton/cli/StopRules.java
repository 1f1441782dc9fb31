package clayton.cli;

import clayton.taint.StopRule;
import java.util.List;

/// Reads the stop rules of the command line.
final class StopRules {
    private StopRules() {}

    /// Throws `IllegalArgumentException` with the forms that are understood.
    static StopRule parse(String words) {
        int colon = words.indexOf(':');
        String kind = colon < 0 ? words : words.substring(0, colon);
        if (List.of("tags", "tag", "coinjoin").contains(kind)) {
            throw new IllegalArgumentException(Later.sentence("--stop-at " + kind));
        }
        try {
            String number = words.substring(colon + 1);
            return switch (kind) {
                case "hops" -> new StopRule.HopLimit(Integer.parseInt(number));
                case "amount" -> new StopRule.MinimumAmount(Long.parseLong(number));
                case "height" -> new StopRule.FromHeight(Integer.parseInt(number));
                default -> throw new IllegalArgumentException(kind);
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + words + "' is no stop rule: write hops:N with N at least 1, amount:SAT or height:H", e);
        }
    }
}
