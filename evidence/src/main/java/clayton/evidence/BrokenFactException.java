package clayton.evidence;

/// Says which fact of an evidence bundle does not hold.
final class BrokenFactException extends RuntimeException {
    BrokenFactException(String fact) {
        super(fact);
    }

    BrokenFactException(String fact, Throwable cause) {
        super(fact, cause);
    }
}
