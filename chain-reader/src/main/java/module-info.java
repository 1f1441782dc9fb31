/// Reads Bitcoin Core's block files: finds the chain in them, decodes and verifies its blocks, and hands these in
/// height order to a `BlockSink`. Also turns scripts into addresses and back.
@org.jspecify.annotations.NullMarked
module clayton.reader {
    requires static org.jspecify;
    requires transitive clayton.chain;
    requires org.bitcoinj.core;

    exports clayton.reader;
}
