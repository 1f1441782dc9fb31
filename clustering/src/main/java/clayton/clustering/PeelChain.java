package clayton.clustering;

import java.util.List;

/// A peel chain from its first hop to its last. `began` says why no hop comes before, `ended` why none comes after.
public record PeelChain(List<PeelHop> hops, PeelEnd began, PeelEnd ended) {
    public PeelChain {
        hops = List.copyOf(hops);
    }
}
