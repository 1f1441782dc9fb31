package clayton.taint;

import java.util.OptionalLong;
import java.util.SortedMap;

/// Tainted satoshis that ceased to exist at a height: left unclaimed by its coinbase, or in displaced outputs.
/// There is no amount over all labels where labels are amounts, each apart.
public record Destroyed(int height, OptionalLong amountSats, SortedMap<String, Long> labels) {}
