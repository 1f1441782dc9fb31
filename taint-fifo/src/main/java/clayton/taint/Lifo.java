package clayton.taint;

/// Last in, first out: the slots cut the reversed stream in order.
public final class Lifo implements Policy.Places {
    @Override
    public String name() {
        return "lifo";
    }

    @Override
    public void pour(Runs stream, Slots slots) {
        stream.reverse(slots.totalSats());
        slots.cut(stream);
    }

    @Override
    public void gather(Slots slots, Runs stream) {
        slots.join(stream);
        stream.reverse(slots.totalSats());
    }
}
