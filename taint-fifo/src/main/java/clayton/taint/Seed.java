package clayton.taint;

import clayton.chain.OutPoint;
import java.util.OptionalLong;

/// Where taint begins: `lengthSats` satoshis from `offsetSats` on inside an output (to its end if no length is
/// given), under a label. Several seeds may share a label.
public record Seed(OutPoint outPoint, long offsetSats, OptionalLong lengthSats, String label) {
    /// The whole output, under its own name.
    public static Seed whole(OutPoint outPoint) {
        return whole(outPoint, outPoint.toString());
    }

    public static Seed whole(OutPoint outPoint, String label) {
        return new Seed(outPoint, 0, OptionalLong.empty(), label);
    }
}
