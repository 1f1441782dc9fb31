package clayton.taint;

import java.util.List;
import java.util.Optional;

/// All policies there are.
public final class Policies {
    public static final List<Policy> ALL = List.of(new Poison(), new Haircut(), new Fifo(), new Lifo(), new Tiho());

    private Policies() {}

    public static Optional<Policy> named(String name) {
        return ALL.stream().filter(policy -> policy.name().equals(name)).findFirst();
    }
}
