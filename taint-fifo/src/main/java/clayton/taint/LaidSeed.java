package clayton.taint;

import clayton.chain.OutPoint;

/// A seed after its outpoint was found in the graph: which output it is, and the exact range.
public record LaidSeed(long id, OutPoint outPoint, long offsetSats, long lengthSats, String label) {}
