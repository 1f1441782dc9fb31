package clayton.desktop.session;

/// What a person can point at: it is found by a search, selected in a picture or a table, and shown in the inspector.
public sealed interface Thing {
    /// A transaction by its coordinate.
    record Transaction(long id) implements Thing {}

    /// An output by its id.
    record Output(long id) implements Thing {}

    /// All outputs that pay one script, under its address (or the name of a script without one).
    record Address(String name) implements Thing {}

    /// The addresses that multi-input links, CoinJoins left out, under the name of the oldest script, and how many
    /// scripts they are: consistent with one owner, and no more than that.
    record Cluster(String name, int scripts) implements Thing {}

    /// A block by its height.
    record Block(int height) implements Thing {}
}
