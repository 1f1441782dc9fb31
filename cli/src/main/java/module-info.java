/// The command line: wires the other modules, is known by none.
@org.jspecify.annotations.NullMarked
module clayton.cli {
    requires static org.jspecify;
    requires clayton.chain;
    requires clayton.clustering;
    requires clayton.evidence;
    requires clayton.reader;
    requires clayton.store;
    requires clayton.taint;
    requires clayton.workspace;
    requires com.fasterxml.jackson.databind;
    requires info.picocli;
    requires jdk.unsupported;

    opens clayton.cli to
            info.picocli,
            com.fasterxml.jackson.databind;
}
