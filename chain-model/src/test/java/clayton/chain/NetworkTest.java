package clayton.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NetworkTest {
    @Test
    void subsidyHalvesAndNeverComesBack() {
        assertThat(Network.MAIN.subsidy(0)).isEqualTo(50 * Network.COIN);
        assertThat(Network.MAIN.subsidy(209_999)).isEqualTo(50 * Network.COIN);
        assertThat(Network.MAIN.subsidy(210_000)).isEqualTo(25 * Network.COIN);
        assertThat(Network.REGTEST.subsidy(9_599)).isZero();
        assertThat(Network.REGTEST.subsidy(9_600)).isZero();
        assertThat(Network.MAIN.subsidy(13_440_000)).isZero();
    }

    @Test
    void powLimitsAreThoseOfTheirCompactForm() {
        assertThat(Network.MAIN.powLimit().bitLength()).isEqualTo(224);
        assertThat(Network.REGTEST.powLimit().bitLength()).isEqualTo(255);
    }

    @Test
    void aCustomSignetSharesTheGenesisButNotTheMagic() {
        Network custom = Network.customSignet(0xa553c67e);
        assertThat(custom.genesis()).isEqualTo(Network.SIGNET.genesis());
        assertThat(custom.magic()).isNotEqualTo(Network.SIGNET.magic());
        assertThat(Network.customSignet(Network.SIGNET.magic())).isSameAs(Network.SIGNET);
    }
}
