package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.evidence.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The reference's runs over ledgers.
final class OracleTraceTest extends OracleContract {
    @Override
    Run ask(List<Object> words, Path ledger) {
        words.addAll(List.of("--ledger", ledger));
        return Run.of(words.toArray());
    }

    @Test
    void aRangeWithoutUndoDataSaysHowManyInputsAreUnresolved() throws IOException {
        JsonNode info = Json.MAPPER.readTree(
                Run.of("info", "--json", "--ledger", ledger("160 false")).out());
        assertThat(info.get("unresolvedInputs").longValue()).isPositive();
        JsonNode known = Json.MAPPER.readTree(
                Run.of("info", "--json", "--ledger", ledger("186 true")).out());
        assertThat(known.get("unresolvedInputs").longValue()).isZero();
        assertThat(known.get("boundaryOutputs").longValue()).isPositive();
    }
}
