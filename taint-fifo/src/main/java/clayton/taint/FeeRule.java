package clayton.taint;

/// What becomes of taint that is paid as a fee.
public enum FeeRule {
    /// It goes on into the block's coinbase.
    FOLLOW("follow"),
    /// It ends there.
    STOP("stop");

    private final String text;

    FeeRule(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
