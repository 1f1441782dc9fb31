package clayton.taint;

import java.util.Optional;

/// A trace was checked by tracing the other way. It held if there is no `failure`, which says where it did not;
/// `ranges` came out exactly as they went in.
public record Proof(long ranges, Optional<String> failure) {
    static Proof held(long ranges) {
        return new Proof(ranges, Optional.empty());
    }

    static Proof failed(String where) {
        return new Proof(0, Optional.of(where));
    }

    public boolean held() {
        return failure.isEmpty();
    }
}
