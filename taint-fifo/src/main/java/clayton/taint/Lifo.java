package clayton.taint;

/// Last in, first out: the slots cut the stream from its end, each satoshi keeping its place in the reversed stream.
public final class Lifo implements Policy.Places {
    @Override
    public String name() {
        return "lifo";
    }

    @Override
    public void pour(Runs stream, Slots slots) {
        long total = slots.totalSats();
        int slot = 0;
        long slotStart = 0;
        for (int run = stream.count() - 1; run >= 0; run--) {
            long at = total - stream.end(run);
            long end = total - stream.start(run);
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
