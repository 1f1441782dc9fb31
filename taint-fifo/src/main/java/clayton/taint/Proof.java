package clayton.taint;

/// A trace was checked by tracing the other way, and held: so many ranges came out exactly as they went in.
public record Proof(long ranges) {}
