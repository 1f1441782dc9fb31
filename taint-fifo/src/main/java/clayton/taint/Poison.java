package clayton.taint;

/// Whatever a tainted satoshi touches is tainted whole, with all labels that came in.
public final class Poison implements Policy.Whole {
    @Override
    public String name() {
        return "poison";
    }
}
