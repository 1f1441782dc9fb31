package clayton.chain;

/// An attribution: someone says that `address` (or an output's name, for scripts without one) belongs to `label`.
public record Tag(String address, String label) {}
