/// Benchmarks, and the generator of the chains they run on. Nothing ships of it.
@org.jspecify.annotations.NullMarked
module clayton.benchmarks {
    requires static org.jspecify;
    requires clayton.chain;
    requires clayton.clustering;
    requires clayton.evidence;
    requires clayton.reader;
    requires clayton.store;
    requires clayton.taint;
    requires info.picocli;
    requires java.management;
    requires jdk.management;
    requires jmh.core;
    requires org.bouncycastle.provider;

    opens clayton.benchmarks to
            info.picocli;
}
