package clayton.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.Network;
import clayton.chain.TransactionGraph;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class AmountsTest {
    @Test
    void amountsHaveEightDecimals() {
        assertThat(Amounts.btc(0)).isEqualTo("0.00000000 BTC");
        assertThat(Amounts.btc(45_303_400_127L)).isEqualTo("453.03400127 BTC");
        assertThat(Amounts.btc(Network.MAX_MONEY)).isEqualTo("21000000.00000000 BTC");
        assertThat(Amounts.btc(TransactionGraph.UNKNOWN)).isEqualTo("unknown");
    }

    @Test
    void amountsDoNotFollowTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Amounts.btc(123_456_789)).isEqualTo("1.23456789 BTC");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aColumnHoldsAllTheMoneyThereCanBe() {
        assertThat(Amounts.column(Network.MAX_MONEY)).hasSameSizeAs(Amounts.column(1));
    }
}
