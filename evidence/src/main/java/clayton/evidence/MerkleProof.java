package clayton.evidence;

import clayton.chain.Hash256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Merkle branches of a block's transactions (Core, `consensus/merkle.cpp`). A row whose last hash stands alone is
/// hashed with itself; where two different leaves could give the same row (CVE-2012-2459), there is no root.
final class MerkleProof {
    private MerkleProof() {}

    /// The rows of the tree, leaves first, root last.
    static List<List<Hash256>> rows(List<Hash256> txids) {
        List<List<Hash256>> rows = new ArrayList<>();
        rows.add(txids);
        while (rows.getLast().size() > 1) {
            List<Hash256> row = rows.getLast();
            List<Hash256> next = new ArrayList<>((row.size() + 1) / 2);
            for (int left = 0; left < row.size(); left += 2) {
                next.add(Hashes.node(row.get(left), row.get(Math.min(left + 1, row.size() - 1))));
            }
            rows.add(next);
        }
        return rows;
    }

    /// The hashes beside the way from a leaf to the root.
    static List<Hash256> branch(List<List<Hash256>> rows, int index) {
        List<Hash256> branch = new ArrayList<>();
        int at = index;
        for (List<Hash256> row : rows.subList(0, rows.size() - 1)) {
            branch.add(row.get(Math.min(at ^ 1, row.size() - 1)));
            at >>= 1;
        }
        return branch;
    }

    /// The root of all of a block's txids; none if the list can be told from no shorter one.
    static Optional<Hash256> root(List<Hash256> txids) {
        List<List<Hash256>> rows = rows(txids);
        for (List<Hash256> row : rows) {
            for (int left = 0; left + 1 < row.size(); left += 2) {
                if (row.get(left).equals(row.get(left + 1))) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(rows.getLast().getFirst());
    }

    /// The root that a branch leads to; none if its place cannot be that, or is the second of two equal ones.
    static Optional<Hash256> root(Hash256 txid, int index, List<Hash256> branch) {
        Hash256 node = txid;
        int at = index;
        for (Hash256 beside : branch) {
            boolean isRight = (at & 1) == 1;
            if (isRight && beside.equals(node)) {
                return Optional.empty();
            }
            node = isRight ? Hashes.node(beside, node) : Hashes.node(node, beside);
            at >>= 1;
        }
        return at == 0 ? Optional.of(node) : Optional.empty();
    }
}
