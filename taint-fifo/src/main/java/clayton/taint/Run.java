package clayton.taint;

import java.util.List;

/// Adjacent satoshis of an output or slot that carry the same labels.
public record Run(long offsetSats, long lengthSats, List<String> labels) {}
