package clayton.taint;

import clayton.chain.OutPoint;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;

/// An output through which a backward trace came, with the part of it that counts (under poison the whole). `mixed`
/// are the labels of which anything goes through a CoinJoin on its way on from here.
public record Ancestor(
        long id,
        OutPoint outPoint,
        int height,
        long valueSats,
        OptionalLong taintedSats,
        SortedMap<String, Long> labels,
        List<Run> runs,
        SortedSet<String> mixed) {}
