package clayton.clustering;

/// What a transaction is to a peel chain: its next hop, or the reason why it is none.
sealed interface PeelJudgement permits PeelHop, PeelEnd {}
