package clayton.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.PlainDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// Mainnet's rules for headers, over its own first ones and over a chain by the same rules that takes no work to mine.
final class HeaderChainTest {
    private static final int PERIOD = 2016;
    private static final int EASY = 0x207fffff;

    /// 2^255 / 4, the furthest that one change goes.
    private static final int QUARTER = 0x201fffff;

    private static final int START = 1_300_000_000;

    private byte[] headers = new byte[0];

    private static Network easyMain(Hash256 genesis) {
        return new Network("main", Network.MAIN.magic(), genesis, EASY, 210_000, 0);
    }

    /// Mines a header on the last one.
    private void mine(int time, int bits) {
        ByteBuffer header = ByteBuffer.allocate(HeaderChain.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        byte[] before = headers.length == 0
                ? new byte[Hash256.BYTES]
                : PlainDecoder.sha256d(
                        Arrays.copyOfRange(headers, headers.length - HeaderChain.HEADER_BYTES, headers.length));
        header.putInt(1).put(before).position(68).putInt(time).putInt(bits);
        BigInteger target = ProofOfWork.expand(bits);
        for (int nonce = 0; ; nonce++) {
            header.putInt(76, nonce);
            byte[] hash = PlainDecoder.sha256d(header.array());
            if (new BigInteger(1, reversed(hash)).compareTo(target) <= 0) {
                break;
            }
        }
        byte[] more = Arrays.copyOf(headers, headers.length + HeaderChain.HEADER_BYTES);
        System.arraycopy(header.array(), 0, more, headers.length, HeaderChain.HEADER_BYTES);
        headers = more;
    }

    private static byte[] reversed(byte[] hash) {
        byte[] turned = new byte[hash.length];
        for (int i = 0; i < hash.length; i++) {
            turned[i] = hash[hash.length - 1 - i];
        }
        return turned;
    }

    private HeaderChain checked(int from) {
        return HeaderChain.of(easyMain(Hash256.at(PlainDecoder.sha256d(Arrays.copyOf(headers, 80)), 0)), from, headers);
    }

    /// A whole period, a header each `seconds`.
    private void period(int bits, int seconds) {
        int first = headers.length / HeaderChain.HEADER_BYTES;
        for (int height = first; height < first + PERIOD; height++) {
            mine(START + height * seconds, bits);
        }
    }

    @Test
    void afterAFastPeriodTheTargetIsAQuarterAndNothingElseIsTaken() {
        period(EASY, 1);
        byte[] before = headers;
        mine(START + PERIOD, QUARTER);
        mine(START + PERIOD + 1, QUARTER);
        assertThat(checked(0).to()).isEqualTo(PERIOD + 1);
        headers = before;
        mine(START + PERIOD, EASY);
        assertThatThrownBy(() -> checked(0))
                .hasMessageContaining("height 2016 states the target 207fffff")
                .hasMessageContaining("demand 201fffff");
    }

    @Test
    void anEighthLessTimeIsAnEighthLessTargetByTheTimesOf2015Intervals() {
        period(EASY, 525);
        BigInteger due = ProofOfWork.expand(EASY)
                .multiply(BigInteger.valueOf(2015L * 525))
                .divide(BigInteger.valueOf(1_209_600));
        mine(START + PERIOD * 525, ProofOfWork.compact(due));
        assertThat(checked(0).to()).isEqualTo(PERIOD);
    }

    @Test
    void afterASlowPeriodTheTargetStaysAtTheEasiest() {
        period(EASY, 2_000);
        mine(START + PERIOD * 2_000, EASY);
        assertThat(checked(0).to()).isEqualTo(PERIOD);
    }

    @Test
    void withinAPeriodTheTargetDoesNotChange() {
        mine(START, EASY);
        mine(START + 1, QUARTER);
        assertThatThrownBy(() -> checked(0)).hasMessageContaining("height 1 states the target 201fffff");
        assertThatThrownBy(() -> checked(2016)).hasMessageContaining("height 2017 states the target 201fffff");
    }

    /// The first header of a period cannot be judged without those of the period before.
    @Test
    void aRangeThatBeginsWithinAPeriodTakesItsNextTargetAsItIs() {
        mine(START, EASY);
        mine(START + 1, QUARTER);
        assertThat(checked(2015).to()).isEqualTo(2016);
    }

    /// The cases of Core's pow_tests.cpp.
    @Test
    void theNextTargetIsThatOfCore() {
        assertThat(next(0x1d00ffff, 1_261_130_161, 1_262_152_739)).isEqualTo("1d00d86a");
        assertThat(next(0x1d00ffff, 1_231_006_505, 1_233_061_996)).isEqualTo("1d00ffff");
        assertThat(next(0x1c05a3f4, 1_279_008_237, 1_279_297_671)).isEqualTo("1c0168fd");
        assertThat(next(0x1c387f6f, 1_263_163_443, 1_269_211_443)).isEqualTo("1d00e1fd");
    }

    private static String next(int bits, long firstTime, long lastTime) {
        return Integer.toHexString(HeaderChain.nextBits(bits, lastTime - firstTime, Network.MAIN.powLimit()));
    }

    @Test
    void mainnetsFirstHeadersWithTwoChangesOfTargetAreAChain() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        String[] work = new String[1];
        SharedData.mainnetDump(block -> {
            byte[] header = new byte[HeaderChain.HEADER_BYTES];
            ByteBuffer into = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
            into.putInt(block.get("version").intValue());
            into.put(hash(block.path("previousblockhash").asText("00".repeat(32))));
            into.put(hash(block.get("merkleroot").textValue()));
            into.putInt(block.get("time").intValue());
            into.putInt(Integer.parseUnsignedInt(block.get("bits").textValue(), 16));
            into.putInt((int) block.get("nonce").longValue());
            all.writeBytes(header);
            work[0] = block.get("chainwork").textValue();
        });
        byte[] whole = all.toByteArray();
        HeaderChain chain = HeaderChain.of(Network.MAIN, 0, whole);
        assertThat(chain.to()).isEqualTo(4312);
        assertThat(chain.work()).isEqualTo(new BigInteger(work[0], 16));
        byte[] damaged = whole.clone();
        damaged[4032 * HeaderChain.HEADER_BYTES + 76] ^= 1;
        assertThatThrownBy(() -> HeaderChain.of(Network.MAIN, 0, damaged))
                .hasMessageContaining("height 4032 lacks its proof of work");
        byte[] later = Arrays.copyOfRange(whole, HeaderChain.HEADER_BYTES, whole.length);
        assertThatThrownBy(() -> HeaderChain.of(Network.MAIN, 0, later)).hasMessageContaining("genesis");
    }

    private static byte[] hash(String text) {
        return reversed(HexFormat.of().parseHex(text));
    }
}
