package clayton.desktop.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Properties;

/// The words of the screens in one language, from the bundles `texts*.properties`. English is complete and stands in
/// for whatever another language lacks.
public final class Texts {
    private final Properties words;
    private final Locale locale;

    public Texts(Locale locale) {
        this.locale = locale;
        this.words = new Properties(read(""));
        if (!locale.getLanguage().equals("en")) {
            words.putAll(read("_" + locale.getLanguage()));
        }
    }

    /// All texts of a bundle; none if there is no such file.
    static Properties read(String suffix) {
        Properties read = new Properties();
        try (InputStream stream = Texts.class.getResourceAsStream("texts" + suffix + ".properties")) {
            if (stream != null) {
                Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
                read.load(reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }

    public Locale locale() {
        return locale;
    }

    /// The text with its `{0}`, `{1}` … filled in. Throws `MissingResourceException` for a key that is not there.
    public String get(String key, Object... values) {
        String text = words.getProperty(key);
        if (text == null) {
            throw new MissingResourceException("no text for " + key, Texts.class.getName(), key);
        }
        return values.length == 0 ? text : new MessageFormat(text, locale).format(values);
    }
}
