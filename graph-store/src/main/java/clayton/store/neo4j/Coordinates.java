package clayton.store.neo4j;

import clayton.chain.OutputId;

/// How coordinates are written in Neo4j, as text because they pass 2^53: an output is `170x1x0`, a transaction `170x1`,
/// an output from before the loaded range `boundary-7`, the eighth to be spent in it.
final class Coordinates {
    private static final String BOUNDARY = "boundary-";

    private Coordinates() {}

    static String output(long id) {
        return OutputId.isBoundary(id) ? BOUNDARY + OutputId.boundaryNumber(id) : OutputId.text(id);
    }

    static String transaction(long id) {
        return OutputId.height(id) + "x" + OutputId.index(id);
    }

    static long parseOutput(String text) {
        return text.startsWith(BOUNDARY)
                ? OutputId.boundary(Integer.parseInt(text.substring(BOUNDARY.length())))
                : OutputId.parse(text);
    }

    static long parseTransaction(String text) {
        return OutputId.parse(text + "x" + OutputId.TRANSACTION);
    }
}
