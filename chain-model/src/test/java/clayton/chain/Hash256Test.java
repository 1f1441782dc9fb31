package clayton.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class Hash256Test {
    @Test
    void textIsByteReversed() {
        String genesis = "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f";
        Hash256 hash = Hash256.parse(genesis);
        assertThat(hash).hasToString(genesis);
        assertThat(hash.toBytes()[0]).isEqualTo((byte) 0x6f);
        assertThat(Hash256.at(hash.toBytes(), 0)).isEqualTo(hash);
    }

    @Test
    void orderIsThatOfTheText() {
        Random random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            byte[] a = new byte[32];
            random.nextBytes(a);
            byte[] b = a.clone();
            b[random.nextInt(32)] = (byte) random.nextInt();
            Hash256 left = Hash256.at(a, 0);
            Hash256 right = Hash256.at(b, 0);
            assertThat(Integer.signum(left.compareTo(right)))
                    .isEqualTo(Integer.signum(left.toString().compareTo(right.toString())));
        }
    }

    @Test
    void whatIsNoHashIsRefused() {
        assertThatThrownBy(() -> Hash256.parse("00")).hasMessageContaining("64 hex digits");
        assertThatThrownBy(() -> Hash256.parse("g".repeat(64))).hasMessageContaining("64 hex digits");
        assertThatThrownBy(() -> OutPoint.parse("0".repeat(64))).hasMessageContaining("TXID:VOUT");
        assertThatThrownBy(() -> OutPoint.parse("0".repeat(64) + ":-1")).hasMessageContaining("no output number");
    }
}
