package clayton.clustering;

/// One transaction of a peel chain, by its coordinate: the coin that it peels (`spent`, an output's id, brought in by
/// input number `input`), what was peeled off and what remains (numbers of outputs and their satoshis), and the vote
/// that tells them apart.
public record PeelHop(
        long transaction,
        int input,
        long spent,
        int peeled,
        long peeledSats,
        int change,
        long remainingSats,
        ChangeVote vote)
        implements PeelJudgement {
    /// The share of the signs that take `change` for the change. It says how much the signs agree, and is no rate of
    /// error.
    public double confidence() {
        return (double) vote.signsFor(change).size() / vote.signs().size();
    }
}
