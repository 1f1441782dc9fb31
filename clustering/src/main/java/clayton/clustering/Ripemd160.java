package clayton.clustering;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// RIPEMD-160 (Dobbertin, Bosselaers and Preneel 1996), which the JDK does not have: over every 64 bytes go two lines
/// of five rounds with sixteen steps each, which are added up in the end.
final class Ripemd160 {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int BYTES = 20;
    private static final int BLOCK = 64;
    private static final int ROUNDS = 5;
    private static final int STEPS = 16;

    private static final int[] LEFT_SUMMANDS = {0, 0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xa953fd4e};
    private static final int[] RIGHT_SUMMANDS = {0x50a28be6, 0x5c4dd124, 0x6d703ef3, 0x7a6d76e9, 0};

    /// Which word each step takes; a digit a step, a group a round.
    private static final int[] LEFT_WORDS =
            digits("0123456789abcdef 74d1a6f3c0952eb8 3ae49f812706db5c 19ba08c4d37fe562 40597c2ae138b6fd");

    private static final int[] RIGHT_WORDS =
            digits("5e7092b4d6f81a3c 6b370d5aef8c4912 f5137e69b8c2a04d 86413bf05c2d97ae cfa4158762de039b");

    /// By how many bits each step turns its sum.
    private static final int[] LEFT_TURNS =
            digits("befc5879bdef6798 768db97f7cf9b7dc bd67e9dfe8d65c75 bcefef989e56865c 9f5b68dc5cdeb856");

    private static final int[] RIGHT_TURNS =
            digits("899bdff5778beec6 9df7c89b77c76fdb 97fb866ecd5edd75 f58bee6e69c9c5f8 85c9c5e68d65fdbb");

    private Ripemd160() {}

    private static int[] digits(String groups) {
        return groups.chars()
                .filter(digit -> digit != ' ')
                .map(digit -> Character.digit(digit, 16))
                .toArray();
    }

    static byte[] hash(byte[] message) {
        byte[] padded = Arrays.copyOf(message, (message.length + 1 + Long.BYTES + BLOCK - 1) / BLOCK * BLOCK);
        padded[message.length] = (byte) 0x80;
        LONG.set(padded, padded.length - Long.BYTES, 8L * message.length);
        int[] state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
        for (int block = 0; block < padded.length; block += BLOCK) {
            int[] left = line(state, padded, block, LEFT_WORDS, LEFT_TURNS, LEFT_SUMMANDS, false);
            int[] right = line(state, padded, block, RIGHT_WORDS, RIGHT_TURNS, RIGHT_SUMMANDS, true);
            int first = state[0];
            for (int i = 0; i < state.length; i++) {
                int next = i + 1 < state.length ? state[i + 1] : first;
                state[i] = next + left[(i + 2) % ROUNDS] + right[(i + 3) % ROUNDS];
            }
        }
        byte[] hash = new byte[BYTES];
        for (int i = 0; i < state.length; i++) {
            INT.set(hash, i * Integer.BYTES, state[i]);
        }
        return hash;
    }

    /// One of the two lines; the right one mixes in the opposite order.
    private static int[] line(
            int[] state, byte[] bytes, int block, int[] words, int[] turns, int[] summands, boolean right) {
        int[] s = state.clone();
        for (int step = 0; step < ROUNDS * STEPS; step++) {
            int round = step / STEPS;
            int word = (int) INT.get(bytes, block + words[step] * Integer.BYTES);
            int mixed = mix(right ? ROUNDS - 1 - round : round, s[1], s[2], s[3]);
            int turned = Integer.rotateLeft(s[0] + mixed + word + summands[round], turns[step]) + s[4];
            s[0] = s[4];
            s[4] = s[3];
            s[3] = Integer.rotateLeft(s[2], 10);
            s[2] = s[1];
            s[1] = turned;
        }
        return s;
    }

    private static int mix(int kind, int x, int y, int z) {
        return switch (kind) {
            case 0 -> x ^ y ^ z;
            case 1 -> x & y | ~x & z;
            case 2 -> (x | ~y) ^ z;
            case 3 -> x & z | y & ~z;
            default -> x ^ (y | ~z);
        };
    }
}
