@org.jspecify.annotations.NullMarked
module clayton.store {
    requires static org.jspecify;
    requires transitive clayton.chain;

    exports clayton.store;
}
