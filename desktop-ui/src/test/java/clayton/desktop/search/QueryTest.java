package clayton.desktop.search;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.Hash256;
import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import org.junit.jupiter.api.Test;

final class QueryTest {
    private static final String TXID = "b4bf77dd5addc5a556c8d3b2c3eb63680f9ba92cbdee5341046c994b8c7ce3e1";

    @Test
    void aTxidMayBePastedWithSpacesQuotesAndCapitals() {
        Query expected = new Query.Txid(Hash256.parse(TXID));
        assertThat(Query.of(TXID)).isEqualTo(expected);
        assertThat(Query.of("  \u201c" + TXID.toUpperCase(java.util.Locale.ROOT) + "\u201d\u00a0,"))
                .isEqualTo(expected);
        assertThat(Query.of(TXID.substring(0, 32) + "\n " + TXID.substring(32))).isEqualTo(expected);
    }

    @Test
    void anOutpointIsToldFromATxid() {
        assertThat(Query.of("'" + TXID + ":1'")).isEqualTo(new Query.Outpoint(OutPoint.parse(TXID + ":1")));
        assertThat(Query.of(TXID + "#0")).isEqualTo(new Query.Outpoint(OutPoint.parse(TXID + ":0")));
    }

    @Test
    void digitsAreAHeightAndThreeNumbersACoordinate() {
        assertThat(Query.of(" 840 000 ")).isEqualTo(new Query.Height(840_000));
        assertThat(Query.of("840,000")).isEqualTo(new Query.Height(840_000));
        assertThat(Query.of("170x1x0")).isEqualTo(new Query.Coordinate(OutputId.of(170, 1, 0)));
    }

    @Test
    void aUriIsTakenOutOfItsWrapping() {
        assertThat(Query.of("BITCOIN:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4?amount=0.1&label=x"))
                .isEqualTo(new Query.AddressOrLabel("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"));
    }

    @Test
    void whatHasNoFormOfItsOwnIsAnAddressOrALabel() {
        assertThat(Query.of("exchange_north")).isEqualTo(new Query.AddressOrLabel("exchange_north"));
        assertThat(Query.of("99999999x1x0")).isEqualTo(new Query.AddressOrLabel("99999999x1x0"));
        assertThat(Query.of(" \"\" ")).isEqualTo(new Query.Nothing());
    }
}
