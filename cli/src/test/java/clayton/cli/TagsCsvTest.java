package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.Tags;
import clayton.evidence.TagsCsv;
import clayton.workspace.SampleChain;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TagsCsvTest {
    @Test
    void anAddressMayHaveSeveralLabelsAndALabelCommas() {
        Tags tags = TagsCsv.parse("address,label\na,one\nb,two, three\n\na,another\n");
        assertThat(tags.labels("a")).containsExactly("another", "one");
        assertThat(tags.labels("b")).containsExactly("two, three");
        assertThat(tags.labels("c")).isEmpty();
    }

    @Test
    void aLineThatIsNoTagIsRefused() {
        assertThatThrownBy(() -> TagsCsv.parse("address,label\nalone")).hasMessageContaining("alone");
        assertThatThrownBy(() -> TagsCsv.parse(",label only")).hasMessageContaining("label only");
    }

    @Test
    void theBundledTagsAreThoseOfTheStory(@TempDir Path folder) throws IOException {
        JsonNode told = SharedData.json("regtest/truth.json.gz").get("public_tags");
        Tags bundled = SampleChain.unpackInto(folder).tags();
        assertThat(told)
                .isNotEmpty()
                .allSatisfy(tag -> assertThat(bundled.labels(tag.get("address").textValue()))
                        .containsExactly(tag.get("label").textValue()));
    }
}
