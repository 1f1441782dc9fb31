package clayton.cli;
/// Placeholder so that the package exists; goes with the first class.
final class Placeholder {
    private Placeholder() {}
}
