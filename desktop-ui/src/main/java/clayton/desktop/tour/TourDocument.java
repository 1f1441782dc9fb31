package clayton.desktop.tour;

import java.util.List;
import java.util.SortedMap;

/// The JSON of `tour.json`. Milliseconds; `longestStallMillis` is the longest that the screen's thread kept others
/// waiting, with what is known to take long `apart`; `frameMillis` the median time between two frames while a graph of
/// so many boxes is moved.
record TourDocument(
        String schema, List<Step> steps, long longestStallMillis, Apart apart, SortedMap<String, Double> frameMillis) {
    record Step(String name, long millis, List<String> pictures) {}

    record Apart(long firstShowMillis, long themeSwitchMillis, long snapshotMillis) {}
}
