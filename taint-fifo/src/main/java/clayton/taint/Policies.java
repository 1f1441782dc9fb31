package clayton.taint;

import java.util.List;
import java.util.Optional;

/// All policies there are.
public final class Policies {
    public static final List<Policy> ALL = List.of(new Poison(), new Haircut(), new Fifo(), new Lifo(), new Tiho());

    /// Those that can be traced backward.
    public static final List<Policy> BACKWARD =
            ALL.stream().filter(policy -> !(policy instanceof Tiho)).toList();

    private Policies() {}

    public static Optional<Policy> named(String name) {
        return ALL.stream().filter(policy -> policy.name().equals(name)).findFirst();
    }

    /// Throws `IllegalArgumentException` with the reason if a policy cannot be traced backward.
    public static void requireBackward(Policy policy) {
        if (policy instanceof Tiho) {
            throw new IllegalArgumentException("tiho cannot be traced backward: it does not say which input paid for "
                    + "which output; choose fifo, lifo, haircut or poison");
        }
    }

    /// Throws `IllegalArgumentException` with the reason if no identity can be checked under a policy.
    public static void requireProvable(Policy policy) {
        if (!(policy instanceof Policy.Places)) {
            throw new IllegalArgumentException(
                    policy.name() + " does not place satoshis, so there is no way back to prove: use fifo or lifo");
        }
    }
}
