package clayton.taint;

/// Tainted satoshis that ceased to exist at a height: left unclaimed by its coinbase, or in displaced outputs.
public record Destroyed(int height, long amountSats) {}
