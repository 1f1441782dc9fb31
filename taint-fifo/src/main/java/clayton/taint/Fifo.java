package clayton.taint;

/// First in, first out: every satoshi keeps its place in the stream, and the slots cut the stream in order.
public final class Fifo implements Policy.Places {
    @Override
    public String name() {
        return "fifo";
    }

    @Override
    public void pour(Runs stream, Slots slots) {
        slots.cut(stream);
    }

    @Override
    public void gather(Slots slots, Runs stream) {
        slots.join(stream);
    }
}
