/// Evidence: what was found, as documents and files that others can read and check. Knows the engines and the
/// stores.
@org.jspecify.annotations.NullMarked
module clayton.evidence {
    requires static org.jspecify;
    requires transitive clayton.chain;
    requires transitive clayton.clustering;
    requires clayton.reader;
    requires transitive clayton.store;
    requires transitive clayton.taint;
    requires org.bouncycastle.pg;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires transitive com.fasterxml.jackson.databind;
    requires com.github.librepdf.openpdf;
    requires com.github.librepdf.pdfFontsExtra;
    requires java.desktop;
    requires java.xml;
    requires org.snakeyaml.engine.v2;

    exports clayton.evidence;

    opens clayton.evidence to
            com.fasterxml.jackson.databind;
}
