/// The vocabulary every other module speaks: ids, networks, scripts, and the two ports a block range passes
/// through. Knows the JDK and nothing else.
@org.jspecify.annotations.NullMarked
module clayton.chain {
    requires static transitive org.jspecify;

    exports clayton.chain;
}
