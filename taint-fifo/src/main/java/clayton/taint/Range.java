package clayton.taint;

/// Adjacent satoshis of an output or slot.
public record Range(long offsetSats, long lengthSats) {}
