package clayton.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.Network;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Vectors of BIP 173 and BIP 350, and scripts from the chain.
final class AddressesTest {
    private final Addresses main = Addresses.of(Network.MAIN);
    private final Addresses test = Addresses.of(Network.TESTNET4);

    @Test
    void scriptsBecomeAddressesAndAddressesScripts() {
        roundTrip(main, "76a91462e907b15cbf27d5425399ebf6f0fb50ebb88f1888ac", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa");
        roundTrip(main, "a914b472a266d0bd89c13706a4132ccfb16f7c3b9fcb87", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy");
        roundTrip(main, "0014751e76e8199196d454941c45d1b3a323f1433bd6", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4");
        roundTrip(
                test,
                "00201863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262",
                "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7");
        roundTrip(
                main,
                "512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
                "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0");
        roundTrip(
                main,
                "5128751e76e8199196d454941c45d1b3a323f1433bd6751e76e8199196d454941c45d1b3a323f1433bd6",
                "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y");
        roundTrip(main, "6002751e", "bc1sw50qgdz25j");
        roundTrip(main, "5210751e76e8199196d454941c45d1b3a323", "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs");
        roundTrip(main, "51024e73", "bc1pfeessrawgf");
        roundTrip(Addresses.of(Network.REGTEST), "51024e73", "bcrt1pfeesnyr2tx");
    }

    private static void roundTrip(Addresses addresses, String script, String address) {
        byte[] bytes = HexFormat.of().parseHex(script);
        assertThat(addresses.address(bytes)).contains(address);
        assertThat(addresses.name(bytes)).isEqualTo(address);
        assertThat(addresses.script(address)).isEqualTo(bytes);
    }

    @Test
    void upperCaseIsAcceptedAndMixedCaseRefused() {
        assertThat(main.script("BC1SW50QGDZ25J")).isEqualTo(HexFormat.of().parseHex("6002751e"));
        refuses(main, "bc1sw50QGdz25j", "no address");
        refuses(main, "BC1Sw50QGDZ25J", "no address");
    }

    @Test
    void badWitnessAddressesAreRefused() {
        refuses(main, "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd", "bech32m, not bech32");
        refuses(main, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh", "bech32, not bech32m");
        refuses(test, "tb1z0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqglt7rf", "bech32m, not bech32");
        refuses(test, "tb1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47", "bech32, not bech32m");
        refuses(main, "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4", "no address");
        refuses(main, "BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R", "no such witness version");
        refuses(main, "bc1pw5dgrnzv", "no meaning");
        refuses(main, "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav", "no meaning");
        refuses(main, "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P", "no meaning");
        refuses(test, "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq", "no address");
        refuses(main, "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf", "last bits");
        refuses(test, "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vpggkg4j", "last bits");
        refuses(main, "bc1gmk9yu", "no such witness version");
    }

    @Test
    void addressesOfAnotherNetworkAreRefused() {
        refuses(main, "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", "another network");
        refuses(Addresses.of(Network.REGTEST), "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", "another network");
        refuses(test, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "another network than testnet4");
        refuses(main, "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn", "another network");
        refuses(main, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "no address: its checksum");
        refuses(main, "", "no address: it is too short");
        refuses(main, "hello 0OIl", "no address: it has the character 'l' at 3");
    }

    @Test
    void everyTestNetworkSharesOneForm() {
        byte[] script = HexFormat.of().parseHex("0014751e76e8199196d454941c45d1b3a323f1433bd6");
        for (Network network :
                List.of(Network.TESTNET3, Network.TESTNET4, Network.SIGNET, Network.customSignet(0xa553c67e))) {
            assertThat(Addresses.of(network).address(script)).contains("tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx");
        }
    }

    @Test
    void scriptsWithoutAddressKeepTheirOwnName() {
        for (String script : List.of(
                "",
                "736372697074",
                "6a0548656c6c6f",
                "21" + "02" + "11".repeat(32) + "ac",
                "5121" + "02" + "11".repeat(32) + "51ae",
                "76a914ff",
                "4dffff00",
                "0010" + "11".repeat(16))) {
            byte[] bytes = HexFormat.of().parseHex(script);
            assertThat(main.address(bytes)).as(script).isEmpty();
            assertThat(main.name(bytes)).isEqualTo("script:" + script);
            assertThat(main.script("script:" + script.toUpperCase(Locale.ROOT))).isEqualTo(bytes);
        }
        assertThat(main.name(new byte[256])).isEqualTo("script:" + "00".repeat(256));
        String longName = main.name(new byte[257]);
        assertThat(longName).matches("script:sha256:[0-9a-f]{64}");
        refuses(main, longName, "hash of a script");
        refuses(main, "script:zz", "hex");
    }

    private static void refuses(Addresses addresses, String address, String why) {
        assertThatThrownBy(() -> addresses.script(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
