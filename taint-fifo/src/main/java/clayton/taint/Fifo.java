package clayton.taint;

/// First in, first out: every satoshi keeps its place in the stream, and the slots cut the stream in order.
public final class Fifo implements Policy.Places {
    @Override
    public String name() {
        return "fifo";
    }

    @Override
    public void pour(Runs stream, Slots slots) {
        int slot = 0;
        long slotStart = 0;
        for (int run = 0; run < stream.count(); run++) {
            long at = stream.start(run);
            long end = stream.end(run);
            while (at < end) {
                while (slotStart + slots.size(slot) <= at) {
                    slotStart += slots.size(slot++);
                }
                long cut = Math.min(end, slotStart + slots.size(slot));
                slots.put(slot, at - slotStart, cut - at, stream.labels(run));
                at = cut;
            }
        }
    }
}
