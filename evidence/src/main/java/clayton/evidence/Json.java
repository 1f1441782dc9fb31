package clayton.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.CancellationException;

/// Writes documents: records in the order of their components, without what is absent, amounts as integers, one
/// document a line. Characters beyond ASCII are escaped, so a stranger's words cannot steer the screen that shows
/// them.
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .build();

    private Json() {}

    /// Rows that are made while they are written may end it with a `CancellationException`.
    public static void write(Object document, Writer out) throws IOException {
        try (JsonGenerator json = generator(out)) {
            MAPPER.writeValue(json, document);
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof CancellationException stopped) {
                throw stopped;
            }
            throw e;
        }
        out.write('\n');
    }

    /// One document a line, many of them.
    public static final class Lines {
        private final JsonGenerator json;
        private final SequenceWriter sequence;

        Lines(Writer out) throws IOException {
            json = generator(out);
            sequence = MAPPER.writer().withRootValueSeparator("\n").writeValues(json);
        }

        void write(Object document) throws IOException {
            sequence.write(document);
        }

        void flush() throws IOException {
            json.flush();
        }

        /// Ends the last line.
        void end() throws IOException {
            json.writeRaw('\n');
            json.flush();
        }
    }

    /// A generator whose end leaves `out` open, and what is open in the document too: one that could not be written
    /// to its end must not look whole.
    public static JsonGenerator generator(Writer out) throws IOException {
        return MAPPER.createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
    }
}
