package clayton.benchmarks;

import clayton.chain.Hash256;
import java.util.Arrays;

/// The unspent outputs that somebody will spend one day, each in a slot of flat arrays; slots are used again, so
/// memory follows the size of this set. A coin that is *free* stands in its owner's list, oldest first, and in the
/// array from which coins are drawn; one that is not yet mature, or already taken for a transaction, stands in
/// neither.
final class Coins {
    static final int NONE = -1;

    private static final int RECENT = 1 << 17;

    private byte[] txid = new byte[0];
    private int[] vout = new int[0];
    private long[] sats = new long[0];
    private long[] address = new long[0];

    /// Twice the height of the block, and 1 more if its coinbase made the coin.
    private int[] origin = new int[0];

    /// Number of the coin that is or was in this slot, in order of creation.
    private int[] serial = new int[0];

    /// The owner's list; of an empty slot `older` is the next empty one.
    private int[] newer = new int[0];

    private int[] older = new int[0];

    /// Where in `drawn` the slot stands, NONE if the coin is not free.
    private int[] place = new int[0];

    private int[] drawn = new int[0];
    private int free;
    private int emptySlot = NONE;
    private int created;
    private final int[] recent = new int[RECENT];
    private final int[] oldest;
    private final int[] newest;
    private final int[] held;

    Coins(int owners) {
        oldest = new int[owners];
        newest = new int[owners];
        held = new int[owners];
        Arrays.fill(oldest, NONE);
        Arrays.fill(newest, NONE);
    }

    /// Adds a coin that is not free yet; answers its slot.
    int create(byte[] txids, int at, int number, long valueSats, long toAddress, int from) {
        if (emptySlot == NONE) {
            grow();
        }
        int slot = emptySlot;
        emptySlot = older[slot];
        System.arraycopy(txids, at, txid, slot * Hash256.BYTES, Hash256.BYTES);
        vout[slot] = number;
        sats[slot] = valueSats;
        address[slot] = toAddress;
        origin[slot] = from;
        serial[slot] = created;
        recent[created++ & RECENT - 1] = slot;
        return slot;
    }

    void release(int slot) {
        int owner = owner(slot);
        int last = newest[owner];
        newer[slot] = NONE;
        older[slot] = last;
        if (last == NONE) {
            oldest[owner] = slot;
        } else {
            newer[last] = slot;
        }
        newest[owner] = slot;
        held[owner]++;
        place[slot] = free;
        drawn[free++] = slot;
    }

    /// Takes a free coin out of the reach of others.
    void take(int slot) {
        int owner = owner(slot);
        int above = newer[slot];
        int below = older[slot];
        if (above == NONE) {
            newest[owner] = below;
        } else {
            older[above] = below;
        }
        if (below == NONE) {
            oldest[owner] = above;
        } else {
            newer[below] = above;
        }
        held[owner]--;
        int last = drawn[--free];
        drawn[place[slot]] = last;
        place[last] = place[slot];
        place[slot] = NONE;
    }

    /// Forgets a taken coin: it is spent.
    void spend(int slot) {
        older[slot] = emptySlot;
        emptySlot = slot;
    }

    /// Any free coin, old ones as likely as new ones; NONE if there is none.
    int any(Dice dice) {
        return free == 0 ? NONE : drawn[dice.below(free)];
    }

    /// The coin created so many before the last one, if that is free.
    int recent(int age) {
        if (age >= Math.min(created, RECENT)) {
            return NONE;
        }
        int number = created - 1 - age;
        int slot = recent[number & RECENT - 1];
        return serial[slot] == number && place[slot] != NONE ? slot : NONE;
    }

    /// The owner's coin that has been free for the longest time; NONE if there is none.
    int oldest(int owner) {
        return oldest[owner];
    }

    int held(int owner) {
        return held[owner];
    }

    int free() {
        return free;
    }

    /// How many coins were ever created: the serial of the next one.
    int created() {
        return created;
    }

    int serial(int slot) {
        return serial[slot];
    }

    int owner(int slot) {
        return Address.owner(address[slot]);
    }

    long address(int slot) {
        return address[slot];
    }

    /// Twice the height of the coin's block, and 1 more if its coinbase made it.
    int origin(int slot) {
        return origin[slot];
    }

    long sats(int slot) {
        return sats[slot];
    }

    /// The 36 bytes that name the coin in an input.
    void writeOutPoint(int slot, WireBuffer out) {
        out.append(txid, slot * Hash256.BYTES, Hash256.BYTES);
        out.int32(vout[slot]);
    }

    private void grow() {
        int had = vout.length;
        int room = had + had / 2 + 1024;
        txid = Arrays.copyOf(txid, room * Hash256.BYTES);
        vout = Arrays.copyOf(vout, room);
        sats = Arrays.copyOf(sats, room);
        address = Arrays.copyOf(address, room);
        origin = Arrays.copyOf(origin, room);
        serial = Arrays.copyOf(serial, room);
        newer = Arrays.copyOf(newer, room);
        older = Arrays.copyOf(older, room);
        place = Arrays.copyOf(place, room);
        drawn = Arrays.copyOf(drawn, room);
        for (int slot = room - 1; slot >= had; slot--) {
            place[slot] = NONE;
            spend(slot);
        }
    }
}
