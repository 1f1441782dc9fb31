package clayton.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class RawTransactionTest {
    /// The transaction of block 170, the first payment on mainnet.
    private static final String FIRST_PAYMENT =
            "0100000001c997a5e56e104102fa209c6a852dd90660a20b2d9c352423edce25857fcd3704"
                    + "000000004847304402204e45e16932b8af514961a1d3a1a25fdf3f4f7732e9d624c6c61548ab5fb8cd410220181522ec8eca07de4860a4"
                    + "acdd12909d831cc56cbbac4622082221a8768d1d0901ffffffff0200ca9a3b00000000434104ae1a62fe09c5f51b13905f07f06b99a2f7"
                    + "159b2225f374cd378d71302fa28414e7aab37397f554a7df5f142c21c1b7303b8a0626f1baded5c72a704f7e6cd84cac00286bee000000"
                    + "0043410411db93e1dcdb8a016b49840f8c53bc1eb68a382e97b1482ecad7b148a6909a5cb2e0eaddfb84ccf9744464f82e160bfa9b8b64"
                    + "f9d4c03f999b8643f656b412a3ac00000000";

    /// BIP 143's example of P2WPKH, signed.
    private static final String WITNESS =
            "01000000000102fff7f7881a8099afa6940d42d1e7f6362bec38171ea3edf433541db4e4ad969f"
                    + "00000000494830450221008b9d1dc26ba6a9cb62127b02742fa9d754cd3bebf337f7a55d114c8e5cdd30be022040529b194ba3f9281a99"
                    + "f2b1c0a19c0489bc22ede944ccf4ecbab4cc618ef3ed01eeffffffef51e1b804cc89d182d279655c3aa89e815b1b309fe287d9b2b55d57"
                    + "b90ec68a0100000000ffffffff02202cb206000000001976a9148280b37df378db99f66f85c95a783a76ac7a6d5988ac9093510d000000"
                    + "001976a9143bde42dbee7e4dbe6a21b2d50ce2f0167faa815988ac000247304402203609e17b84f6a7d30c80bfa610b5b4542f32a8a0d5"
                    + "447a12fb1366d7f01cc44a0220573a954c4518331561406f90300e8f3358f51928d43c212a8caed02de67eebee0121025476c2e83188368d"
                    + "a1ff3e292e7acafcdb3566bb0ad253f62fc70f07aeee635711000000";

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Test
    void theFirstPaymentIsReadWhereItStandsAmongOtherBytes() {
        RawTransaction raw = RawTransaction.at(bytes("ffff" + FIRST_PAYMENT + "ee"), 2);
        assertThat(raw.txid()).hasToString("f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16");
        assertThat(raw.end()).isEqualTo(2 + FIRST_PAYMENT.length() / 2);
        assertThat(raw.prevout(0)).hasToString("0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9:0");
        assertThat(raw.isCoinbase()).isFalse();
        assertThat(raw.valueSats(0)).isEqualTo(1_000_000_000);
        assertThat(raw.valueSats(1)).isEqualTo(4_000_000_000L);
        assertThat(raw.script(1)).hasSize(67).startsWith(0x41).endsWith(0xac);
        assertThat(raw.bytes()).isEqualTo(raw.stripped()).isEqualTo(bytes(FIRST_PAYMENT));
    }

    @Test
    void aWitnessIsNoPartOfTheName() {
        RawTransaction raw = RawTransaction.at(bytes(WITNESS), 0);
        assertThat(raw.txid()).hasToString("e8151a2af31c368a35053ddd4bdb285a8595c769a3ad83e0fa02314a602d4609");
        assertThat(raw.inputs()).isEqualTo(2);
        RawTransaction stripped = RawTransaction.at(raw.stripped(), 0);
        assertThat(stripped.txid()).isEqualTo(raw.txid());
        assertThat(stripped.bytes()).isEqualTo(raw.stripped()).hasSizeLessThan(raw.bytes().length);
    }

    @Test
    void whatCouldBeANodeOfAMerkleTreeIsRefused() {
        byte[] node = new byte[64];
        node[0] = 2;
        node[4] = 1;
        node[46] = 1;
        node[55] = 4;
        assertThatThrownBy(() -> RawTransaction.at(node, 0)).hasMessageContaining("64 bytes");
    }

    @Test
    void whatIsCutOffIsRefusedWhereverTheCutIs() {
        for (String whole : new String[] {FIRST_PAYMENT, WITNESS}) {
            byte[] raw = bytes(whole);
            for (int length = 0; length < raw.length; length++) {
                byte[] cut = Arrays.copyOf(raw, length);
                assertThatThrownBy(() -> RawTransaction.at(cut, 0))
                        .as("after " + length)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void moreThanThereCanBeAndLengthsInAnotherFormAreRefused() {
        byte[] rich = bytes(FIRST_PAYMENT.replace("00ca9a3b00000000", "0140075af0750700"));
        assertThatThrownBy(() -> RawTransaction.at(rich, 0)).hasMessageContaining("more than there can be");
        byte[] wide = bytes(FIRST_PAYMENT.replaceFirst("^0100000001", "01000000fd0100"));
        assertThatThrownBy(() -> RawTransaction.at(wide, 0)).hasMessageContaining("not written as it must be");
    }
}
