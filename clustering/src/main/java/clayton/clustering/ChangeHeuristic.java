package clayton.clustering;

/// A published rule that tells change from payments. Its thresholds are those of its source. It has no opinion of
/// coinbases and is not made for CoinJoins: whoever asks leaves these out. Adding one takes a class and an entry in
/// [ChangeHeuristics#ALL].
public interface ChangeHeuristic extends ChangeEvidence {
    /// As documents write it; the command line says `change-` before it where it merges clusters.
    String name();

    /// Where the rule was published.
    String source();

    /// In a few words, why its candidates may be change and the other outputs not.
    String reason();
}
