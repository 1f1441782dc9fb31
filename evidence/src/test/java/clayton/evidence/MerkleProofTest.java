package clayton.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.Hash256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MerkleProofTest {
    /// Mainnet's block 100,000.
    private static final List<Hash256> TXIDS = hashes(
            "8c14f0db3df150123e6f3dbbf30f8b955a8249b62ac1d1ff16284aefa3d06d87",
            "fff2525b8931402dd09222c50775608f75787bd2b87e56995a7bdd30f79702c4",
            "6359f0868171b1d194cbee1af2f16ea598ae8fad666d9b012c8ed2b79a236ec4",
            "e9a66845e05d5abc0ad04ec80f774a7e585c6e8db975962d069a522137b80c1d");

    private static final Hash256 ROOT =
            Hash256.parse("f3e94742aca4b5ef85488dc37c06c3282295ffec960994b2c0d5ac2a25a95766");

    private static List<Hash256> hashes(String... texts) {
        return List.of(texts).stream().map(Hash256::parse).toList();
    }

    private static List<Hash256> made(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Hash256(number, 1, 2, 3))
                .toList();
    }

    @Test
    void theRootOfARealBlockComesOutOfAllItsTxidsAndOfEachBranch() {
        assertThat(MerkleProof.root(TXIDS)).contains(ROOT);
        List<List<Hash256>> rows = MerkleProof.rows(TXIDS);
        for (int index = 0; index < TXIDS.size(); index++) {
            assertThat(MerkleProof.root(TXIDS.get(index), index, MerkleProof.branch(rows, index)))
                    .contains(ROOT);
        }
    }

    @Test
    void everyBranchOfEverySizeLeadsToTheRootAndAtNoOtherPlace() {
        for (int count = 1; count <= 33; count++) {
            List<Hash256> txids = made(count);
            List<List<Hash256>> rows = MerkleProof.rows(txids);
            for (int index = 0; index < count; index++) {
                List<Hash256> branch = MerkleProof.branch(rows, index);
                for (int place = 0; place < 2 * count; place++) {
                    assertThat(MerkleProof.root(txids.get(index), place, branch).equals(MerkleProof.root(txids)))
                            .as(index + " of " + count + " at " + place)
                            .isEqualTo(place == index);
                }
            }
        }
    }

    /// CVE-2012-2459: three leaves and the same with the last twice have one root.
    @Test
    void aListWithItsEndTwiceHasNoRoot() {
        for (int count = 3; count < 32; count += 2) {
            List<Hash256> twice = new ArrayList<>(made(count));
            twice.add(twice.getLast());
            assertThat(MerkleProof.rows(twice).getLast())
                    .isEqualTo(MerkleProof.rows(made(count)).getLast());
            assertThat(MerkleProof.root(twice))
                    .as(count + " and its last again")
                    .isEmpty();
        }
        List<Hash256> six = made(6);
        List<Hash256> eight = new ArrayList<>(six);
        eight.addAll(six.subList(4, 6));
        assertThat(MerkleProof.root(six)).isPresent();
        assertThat(MerkleProof.root(eight)).isEmpty();
    }

    @Test
    void theSecondOfTwoEqualNodesIsAtNoPlace() {
        List<Hash256> txids = made(3);
        List<Hash256> branch = MerkleProof.branch(MerkleProof.rows(txids), 2);
        assertThat(branch).startsWith(txids.get(2));
        assertThat(MerkleProof.root(txids.get(2), 2, branch)).isPresent();
        assertThat(MerkleProof.root(txids.get(2), 3, branch)).isEmpty();
    }

    @Test
    void aBranchInAnotherOrderOrTooShortLeadsElsewhere() {
        List<Hash256> branch = new ArrayList<>(MerkleProof.branch(MerkleProof.rows(TXIDS), 1));
        assertThat(MerkleProof.root(TXIDS.get(1), 1, branch.subList(0, 1))).isNotEqualTo(Optional.of(ROOT));
        Collections.reverse(branch);
        assertThat(MerkleProof.root(TXIDS.get(1), 1, branch)).isNotEqualTo(Optional.of(ROOT));
    }
}
