package clayton.benchmarks;

import java.util.Arrays;

/// A transaction as its story tells it, before it has bytes: the coins it spends, which are taken, and whom it
/// pays. Used again for every transaction.
final class Draft {
    /// Stands for "no peel chain".
    static final int NO_CHAIN = -1;

    Story story = Story.PAYMENT;
    Look look = Look.CORE;
    int peelChain = NO_CHAIN;
    int peelHop;
    int peelStepsLeft;
    int inputs;
    int[] coin = new int[64];
    long inputSats;
    int outputs;
    long[] sats = new long[64];
    long[] address = new long[64];
    Purpose[] purpose = new Purpose[64];
    long outputSats;

    void begin(Story newStory, Look newLook) {
        story = newStory;
        look = newLook;
        peelChain = NO_CHAIN;
        inputs = 0;
        inputSats = 0;
        outputs = 0;
        outputSats = 0;
    }

    void spend(int slot, long valueSats) {
        if (inputs == coin.length) {
            coin = Arrays.copyOf(coin, 2 * inputs);
        }
        coin[inputs++] = slot;
        inputSats += valueSats;
    }

    void pay(long valueSats, long toAddress, Purpose why) {
        if (outputs == sats.length) {
            sats = Arrays.copyOf(sats, 2 * outputs);
            address = Arrays.copyOf(address, 2 * outputs);
            purpose = Arrays.copyOf(purpose, 2 * outputs);
        }
        sats[outputs] = valueSats;
        address[outputs] = toAddress;
        purpose[outputs++] = why;
        outputSats += valueSats;
    }

    /// Puts the inputs in any order, so that those of one owner do not stand together.
    void shuffleInputs(Dice dice) {
        for (int i = inputs - 1; i > 0; i--) {
            int other = dice.below(i + 1);
            int slot = coin[i];
            coin[i] = coin[other];
            coin[other] = slot;
        }
    }

    /// Puts the outputs in order of their amounts, rising (1) or falling (−1); equal ones keep theirs.
    void sort(int direction) {
        for (int i = 1; i < outputs; i++) {
            for (int j = i; j > 0 && Long.compare(sats[j - 1], sats[j]) == direction; j--) {
                swap(j - 1, j);
            }
        }
    }

    /// Puts the outputs in any order, so that change has no place of its own.
    void shuffle(Dice dice) {
        for (int i = outputs - 1; i > 0; i--) {
            swap(i, dice.below(i + 1));
        }
    }

    private void swap(int a, int b) {
        long sat = sats[a];
        sats[a] = sats[b];
        sats[b] = sat;
        long to = address[a];
        address[a] = address[b];
        address[b] = to;
        Purpose why = purpose[a];
        purpose[a] = purpose[b];
        purpose[b] = why;
    }
}
