package clayton.clustering;

/// One step of a proof: `heuristic` takes these scripts (by number) to be of one owner, because of the transaction
/// with this coordinate.
public record Link(int from, int to, long transaction, Heuristic heuristic) {}
