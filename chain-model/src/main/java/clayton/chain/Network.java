package clayton.chain;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// A Bitcoin network: what tells its blocks from another's. `magic` is the four bytes before every record, read
/// little-endian; `powLimitBits` the easiest target in compact form (Core, `kernel/chainparams.cpp`); `bip34Height`
/// the height from which consensus demands the height in the coinbase.
public record Network(String name, int magic, Hash256 genesis, int powLimitBits, int halvingInterval, int bip34Height) {
    public static final long COIN = 100_000_000L;
    public static final long MAX_MONEY = 21_000_000L * COIN;

    public static final Network MAIN = new Network(
            "main",
            0xd9b4bef9,
            Hash256.parse("000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f"),
            0x1d00ffff,
            210_000,
            227_931);
    public static final Network TESTNET3 = new Network(
            "testnet3",
            0x0709110b,
            Hash256.parse("000000000933ea01ad0ee984209779baaec3ced90fa3f408719526f8d77f4943"),
            0x1d00ffff,
            210_000,
            21_111);
    public static final Network TESTNET4 = new Network(
            "testnet4",
            0x283f161c,
            Hash256.parse("00000000da84f2bafbbc53dee25a72ae507ff4914b867c565be350b0da8bf043"),
            0x1d00ffff,
            210_000,
            1);
    public static final Network SIGNET = new Network(
            "signet",
            0x40cf030a,
            Hash256.parse("00000008819873e925422c1ff0f99f7cc9bbb232af63a077a480a3633bee1ef6"),
            0x1e0377ae,
            210_000,
            1);
    public static final Network REGTEST = new Network(
            "regtest",
            0xdab5bffa,
            Hash256.parse("0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206"),
            0x207fffff,
            150,
            1);

    public static final List<Network> ALL = List.of(MAIN, TESTNET3, TESTNET4, SIGNET, REGTEST);

    /// Signet with another challenge (BIP 325): the same genesis block, another magic.
    public static Network customSignet(int magic) {
        return magic == SIGNET.magic
                ? SIGNET
                : new Network(
                        "signet",
                        magic,
                        SIGNET.genesis,
                        SIGNET.powLimitBits,
                        SIGNET.halvingInterval,
                        SIGNET.bip34Height);
    }

    public static Optional<Network> named(String name) {
        return ALL.stream().filter(network -> network.name.equals(name)).findFirst();
    }

    public static Optional<Network> withMagic(int magic) {
        return ALL.stream().filter(network -> network.magic == magic).findFirst();
    }

    public static Optional<Network> withGenesis(Hash256 genesis) {
        return ALL.stream().filter(network -> network.genesis.equals(genesis)).findFirst();
    }

    /// New satoshis a block may mint. Java masks shift counts to six bits, hence the guard (BIP 42).
    public long subsidy(int height) {
        int halvings = height / halvingInterval;
        return halvings >= Long.SIZE ? 0 : 50 * COIN >> halvings;
    }

    /// The easiest target a block of this network may state.
    public BigInteger powLimit() {
        return BigInteger.valueOf(powLimitBits & 0x7fffff).shiftLeft(8 * ((powLimitBits >>> 24) - 3));
    }
}
