package clayton.taint;

import java.io.IOException;

/// Takes what a forward trace settles: runs `from` to `to`, good until it returns.
interface Recorder {
    void settled(long id, long valueSats, State state, long spender, String reason, Runs source, int from, int to)
            throws IOException;
}
