@org.jspecify.annotations.NullMarked
module clayton.reader {
    requires static org.jspecify;
    requires transitive clayton.chain;
    requires org.bitcoinj.core;

    exports clayton.reader;
}
