@org.jspecify.annotations.NullMarked
module clayton.taint {
    requires static org.jspecify;
    requires transitive clayton.chain;

    exports clayton.taint;
}
