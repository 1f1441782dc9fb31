package clayton.taint;

import java.util.stream.LongStream;

/// Where one label's satoshis ended: `seeded + grown` is always the sum of the other six.
public record Buckets(
        long seededSats,
        long grownSats,
        long unspentSats,
        long burnedSats,
        long destroyedSats,
        long feesSats,
        long stoppedSats,
        long beyondSats) {
    static final Buckets NONE = new Buckets(0, 0, 0, 0, 0, 0, 0, 0);

    /// The sum of the six ends.
    public long endedSats() {
        return LongStream.of(unspentSats, burnedSats, destroyedSats, feesSats, stoppedSats, beyondSats)
                .reduce(0, Math::addExact);
    }

    Buckets withGrown(long sats) {
        return new Buckets(seededSats, sats, unspentSats, burnedSats, destroyedSats, feesSats, stoppedSats, beyondSats);
    }
}
