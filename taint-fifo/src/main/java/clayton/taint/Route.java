package clayton.taint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The places through which satoshis have come so far, each by its id. Routes that begin alike share their
/// beginning, and there is one object for each.
final class Route {
    private final @Nullable Route before;
    private final long id;
    private final Map<Long, Route> onward = new HashMap<>();

    Route(long source) {
        this(null, source);
    }

    private Route(@Nullable Route before, long id) {
        this.before = before;
        this.id = id;
    }

    /// Where the satoshis are now.
    long id() {
        return id;
    }

    Route to(long next) {
        return onward.computeIfAbsent(next, missing -> new Route(this, missing));
    }

    /// All places, the source first.
    List<Long> ids() {
        Deque<Long> ids = new ArrayDeque<>();
        for (Route route = this; route != null; route = route.before) {
            ids.addFirst(route.id);
        }
        return List.copyOf(ids);
    }
}
