package clayton.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.CorruptDataException;
import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.PlainDecoder;
import clayton.chain.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real genesis blocks of every network, put together from their published parts.
final class NetworksTest {
    @TempDir
    private Path temp;

    private static byte[] genesis(byte[] transactions, int time, int bits, int nonce) {
        byte[] raw = Arrays.copyOf(new byte[80], 80 + transactions.length);
        System.arraycopy(transactions, 0, raw, 80, transactions.length);
        byte[] root = PlainDecoder.sha256d(Arrays.copyOfRange(transactions, 1, transactions.length));
        ByteBuffer.wrap(raw)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(1)
                .put(new byte[32])
                .put(root)
                .putInt(time)
                .putInt(bits)
                .putInt(nonce);
        return raw;
    }

    private static byte[] common(int time, int bits, int nonce) {
        byte[] raw = new ChainBuilder(Network.REGTEST).genesis().raw();
        return genesis(Arrays.copyOfRange(raw, 80, raw.length), time, bits, nonce);
    }

    private static byte[] testnet4() {
        byte[] text = "03/May/2024 000000000000000000001ebd58c244970b3aa9d783bb001011fbe8ea8e98e00e"
                .getBytes(StandardCharsets.US_ASCII);
        byte[] data = ByteBuffer.allocate(9 + text.length)
                .put(HexFormat.of().parseHex("04ffff001d01044c4c"))
                .put(text)
                .array();
        byte[] tx = new Tx()
                .coinbaseData(data)
                .pay(50 * Network.COIN, HexFormat.of().parseHex("21" + "00".repeat(33) + "ac"))
                .serialized();
        byte[] transactions =
                ByteBuffer.allocate(1 + tx.length).put((byte) 1).put(tx).array();
        return genesis(transactions, 1714777860, 0x1d00ffff, 393743547);
    }

    private static byte[] signet() {
        return common(1598918400, 0x1e0377ae, 52613770);
    }

    private Path folder(Network network, byte[] genesis) throws IOException {
        return new FolderWriter(
                        temp.resolve(network.name() + network.magic()),
                        network,
                        (byte) 3,
                        (byte) 1,
                        (byte) 4,
                        (byte) 1,
                        (byte) 5,
                        (byte) 9,
                        (byte) 2,
                        (byte) 6)
                .block(genesis)
                .zeros(1000)
                .write();
    }

    @Test
    void everyNetworkIsToldByMagicAndGenesis() throws IOException {
        List<byte[]> blocks = List.of(
                common(1231006505, 0x1d00ffff, 2083236893),
                common(1296688602, 0x1d00ffff, 414098458),
                testnet4(),
                signet(),
                common(1296688602, 0x207fffff, 2));
        for (int i = 0; i < blocks.size(); i++) {
            Network network = Network.ALL.get(i);
            BlockFolder folder = Reading.open(folder(network, blocks.get(i)));
            assertThat(folder.network()).isEqualTo(network);
            assertThat(folder.hashAt(0)).contains(network.genesis());
        }
    }

    @Test
    void aCustomSignetIsToldByItsGenesisBlock() throws IOException {
        Network custom = Network.customSignet(0xa553c67e);
        Path folder = folder(custom, signet());
        assertThat(Reading.open(folder).network()).isEqualTo(custom);
        assertThat(BlockFolder.open(folder, Optional.of(custom), Optional.empty(), Progress.NONE)
                        .hashAt(0))
                .contains(Network.SIGNET.genesis());
        assertThatThrownBy(() -> BlockFolder.open(folder, Optional.of(Network.SIGNET), Optional.empty(), Progress.NONE))
                .isInstanceOf(CorruptDataException.class);
    }

    @Test
    void anUnknownMagicWithoutSignetsGenesisIsRefused() throws IOException {
        Network unknown = Network.customSignet(0x12345678);
        byte[] main = common(1231006505, 0x1d00ffff, 2083236893);
        assertThatThrownBy(() -> Reading.open(folder(unknown, main)))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("blk00000.dat")
                .hasMessageContaining("name the network");
    }

    @Test
    void aTargetAboveTheNetworksLimitIsNotBelieved() throws IOException {
        Network main = Network.MAIN;
        byte[] easy = common(1296688602, 0x207fffff, 2);
        assertThat(PlainDecoder.headerHash(easy)).isEqualTo(Network.REGTEST.genesis());
        assertThatThrownBy(() -> Reading.open(folder(main, easy))).isInstanceOf(CorruptDataException.class);
    }

    @Test
    void workIsTheExpectedNumberOfHashes() {
        assertThat(ProofOfWork.work(0x1d00ffff).longValueExact()).isEqualTo(0x100010001L);
        assertThat(ProofOfWork.work(0x207fffff).longValueExact()).isEqualTo(2);
        ProofOfWork main = new ProofOfWork(Network.MAIN);
        byte[] genesis = Network.MAIN.genesis().toBytes();
        assertThat(main.isMet(genesis, 0, 0x1d00ffff)).isTrue();
        for (int bits : new int[] {0, 0x1d80ffff, 0x1d01ffff, 0x01003456, 0x04923456, 0xff123456, 0x1900ffff}) {
            assertThat(main.isMet(genesis, 0, bits)).as("bits %x", bits).isFalse();
        }
        assertThat(main.isMet(new Hash256(0, 0, 0, 0).toBytes(), 0, 0)).isFalse();
    }
}
