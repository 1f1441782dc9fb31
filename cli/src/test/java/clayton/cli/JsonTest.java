package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import clayton.chain.CorruptDataException;
import clayton.evidence.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class JsonTest {
    private record Numbers(List<Integer> seeds, Iterator<Integer> outputs) {}

    @Test
    void aDocumentThatFailsOnTheWayIsNotWellFormedAndTheFailureIsSaidAsItIs() {
        CorruptDataException damage = new CorruptDataException("scripts", 7, "a script", "nothing");
        Iterator<Integer> outputs = Stream.of(1, 2)
                .map(number -> {
                    if (number == 2) {
                        throw new UncheckedIOException(damage);
                    }
                    return number;
                })
                .iterator();
        StringWriter out = new StringWriter();

        Throwable failure = catchThrowable(() -> Json.write(new Numbers(List.of(1), outputs), out));

        assertThat(catchThrowable(() -> Json.MAPPER.readTree(out.toString())))
                .isInstanceOf(JsonProcessingException.class);
        assertThat(Failure.sentence(failure)).isEqualTo(damage.getMessage());
        assertThat(Failure.exitCode(failure)).isEqualTo(ExitCode.DATA);
    }
}
