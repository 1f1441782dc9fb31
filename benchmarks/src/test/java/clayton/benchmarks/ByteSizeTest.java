package clayton.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({"65536, 65536", "2KiB, 2048", "3MiB, 3145728", "4 GiB, 4294967296"})
    void sizesAreReadAsPeopleWriteThem(String text, long bytes) {
        assertThat(new ByteSize().convert(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1GB", "GiB", "1.5GiB", "99999999999GiB"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> new ByteSize().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is no size");
    }

    @Test
    void aChainOfLessThanOneMebibyteIsRefused() {
        assertThatThrownBy(() -> new ChainPlan(1000, 1, false, false)).isInstanceOf(IllegalArgumentException.class);
    }
}
