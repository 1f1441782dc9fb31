package clayton.taint;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.Network;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PoliciesTest {
    @Test
    void theListHoldsEveryPolicyThereIs() throws IOException, URISyntaxException {
        Path classes = Path.of(
                Policy.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.list(classes.resolve("clayton/taint"))) {
            List<String> policies = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> named("clayton.taint." + name.substring(0, name.length() - 6)))
                    .filter(type -> Policy.class.isAssignableFrom(type) && !type.isInterface())
                    .map(Class::getSimpleName)
                    .toList();
            assertThat(Policies.ALL)
                    .extracting(policy -> policy.getClass().getSimpleName())
                    .containsExactlyInAnyOrderElementsOf(policies);
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPolicyIsFoundByItsName() {
        Policies.ALL.forEach(policy -> assertThat(Policies.named(policy.name())).containsSame(policy));
        assertThat(Policies.named("random")).isEmpty();
    }

    @Test
    void sharesOfAnySizeAreTheProportionalOnesWithinOneSatoshi() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            long[] sizes = sizes(random);
            long total = LongStream.of(sizes).sum();
            if (total == 0) {
                continue;
            }
            long sats = random.nextInt(4) == 0 ? total : 1 + random.nextLong(total);
            long[] shares = new long[sizes.length];
            new Haircut().share(sats, sizes, sizes.length, total, shares, new long[2 * sizes.length]);
            assertThat(LongStream.of(shares).sum()).isEqualTo(sats);
            for (int slot = 0; slot < sizes.length; slot++) {
                long floor = BigInteger.valueOf(sats)
                        .multiply(BigInteger.valueOf(sizes[slot]))
                        .divide(BigInteger.valueOf(total))
                        .longValueExact();
                assertThat(shares[slot])
                        .as("round " + round + ", slot " + slot)
                        .isBetween(floor, Math.min(floor + 1, sizes[slot]));
            }
        }
    }

    @Test
    void tihoFillsNoOutputBeforeALargerOneIsFull() {
        Random random = new Random(2);
        for (int round = 0; round < 20_000; round++) {
            long[] sizes = sizes(random);
            long total = LongStream.of(sizes).sum();
            if (total == 0) {
                continue;
            }
            long sats = 1 + random.nextLong(total);
            int last = sizes.length - 1;
            long[] shares = new long[sizes.length];
            new Tiho().share(sats, sizes, sizes.length, total, shares, new long[2 * sizes.length]);
            assertThat(LongStream.of(shares).sum()).isEqualTo(sats);
            for (int a = 0; a < last; a++) {
                assertThat(shares[a]).isBetween(0L, sizes[a]);
                assertThat(shares[last] == 0 || shares[a] == sizes[a]).isTrue();
                for (int b = 0; b < last; b++) {
                    boolean first = sizes[a] > sizes[b] || sizes[a] == sizes[b] && a < b;
                    assertThat(!first || shares[b] == 0 || shares[a] == sizes[a])
                            .as("round " + round)
                            .isTrue();
                }
            }
        }
    }

    private static long[] sizes(Random random) {
        int slots = 1 + random.nextInt(6);
        long most = random.nextBoolean() ? 1 + random.nextInt(10) : Network.MAX_MONEY / slots;
        return random.longs(slots, 0, most)
                .map(size -> random.nextInt(5) == 0 ? 0 : size)
                .toArray();
    }
}
