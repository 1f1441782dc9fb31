package clayton.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/// What the build wrote down about itself.
final class Build {
    private Build() {}

    static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = Build.class.getResourceAsStream("build.properties")) {
            properties.load(stream);
        }
        return properties.getProperty("version", "unknown");
    }
}
