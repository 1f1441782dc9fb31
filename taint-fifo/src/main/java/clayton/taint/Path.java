package clayton.taint;

import java.util.List;

/// One way from output to output: all satoshis that went through just these places. `fromRanges` lie in the first
/// place, `toRanges` are the same satoshis in the last.
public record Path(List<Place> places, long amountSats, List<Range> fromRanges, List<Range> toRanges) {
    /// How many transactions it takes to show it.
    public int hops() {
        return places.size() - 1;
    }
}
