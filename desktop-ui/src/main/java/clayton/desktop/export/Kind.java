package clayton.desktop.export;

import java.util.Locale;

/// What an export makes. Graph formats bear the names that [clayton.evidence.GraphFormat] gives them.
public enum Kind {
    PNG("png"),
    SVG("svg"),
    HTML("html"),
    PDF("pdf"),
    BUNDLE("zip"),
    GRAPHML("graphml"),
    GEXF("gexf"),
    DOT("dot"),
    CYTOSCAPE("cyjs"),
    JSON("json"),
    CSV("csv");

    private final String ending;

    Kind(String ending) {
        this.ending = ending;
    }

    /// The usual ending of such a file's name.
    String ending() {
        return ending;
    }

    /// As in the keys of texts.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it is a graph of the trace.
    boolean isGraph() {
        return switch (this) {
            case GRAPHML, GEXF, DOT, CYTOSCAPE, JSON, CSV -> true;
            case PNG, SVG, HTML, PDF, BUNDLE -> false;
        };
    }

    /// Whether it shows the sheet; all others tell the trace.
    public boolean isPicture() {
        return this == PNG || this == SVG;
    }
}
