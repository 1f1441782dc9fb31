package clayton.store.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.RandomChain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Value;

/// What is published beside a chain can be told from it, and taken away to the last property.
final class PublishingTest {
    private static final Pattern ID = Pattern.compile("4:[0-9a-f-]+:\\d+");
    private static final byte[] SCRIPT = ChainBuilder.opTrue();

    /// What strangers write into tags and notes to be run, shown or stored as something else.
    private static final List<String> HOSTILE = List.of(
            "it's \"quoted\" and `backticked`",
            "'}) DETACH DELETE n //",
            "\"}) MATCH (n) DETACH DELETE n RETURN \"",
            "`) MATCH (n) DETACH DELETE n //",
            "\\u0060) MATCH (n) DETACH DELETE n //",
            "\\u0027}) MATCH (n) DETACH DELETE n //",
            "\\' OR 1=1 //",
            "$id $rows ${id} {{id}} $`id`",
            "CALL apoc.load.json('http://127.0.0.1/')",
            "CALL { MATCH (n) DETACH DELETE n } IN TRANSACTIONS",
            "LOAD CSV FROM 'file:///etc/passwd' AS line",
            "a\u0000b\u0001c\u001b[31md\u007f\u0085",
            "tab\tline\nreturn\rend\u2028\u2029",
            "\u202egnp.exe\u202c \u2066isolated\u2069 \u200f\u200e\u200b\ufeff",
            "e\u0301 is not \u00e9, \u212b is not \u00c5",
            "\ud83d\udca3 \ud800\udc00 \uffff\ufffe",
            "/* comment */ -- ; //",
            "",
            " ",
            "x".repeat(100_000));

    private Built tip;
    private Neo4jConnection connection;
    private Neo4jPublisher publisher;

    @BeforeEach
    void load() throws IOException {
        ChainBuilder chain = new ChainBuilder(Network.REGTEST);
        tip = new RandomChain(chain, chain.genesis(), RandomChain.random(4)).grow(20);
        connection = TestNeo4j.empty();
        try (Neo4jWriter writer = Neo4jWriter.open(connection, Network.REGTEST, 0, script -> Optional.empty())) {
            for (Built built : tip.chain()) {
                writer.accept(built.block());
            }
            writer.commit();
        }
        publisher = new Neo4jPublisher(connection);
    }

    @AfterEach
    void close() {
        connection.close();
    }

    @Test
    void unpublishingLeavesTheDatabaseAsItWasBeforePublishing() throws IOException {
        List<String> before = dump();
        for (Publication publication : everything()) {
            assertThat(publisher.publish(publication, Progress.NONE).isNew()).isTrue();
        }
        assertThat(dump()).hasSizeGreaterThan(before.size());
        for (Publication publication : everything().reversed()) {
            assertThat(publisher.remove(publication.id()).left()).isZero();
        }
        assertThat(dump()).isEqualTo(before);
        assertThat(publisher.published()).isEmpty();
    }

    @Test
    void onePublicationGoesWithoutTheOthers() throws IOException {
        publisher.publish(trace("fifo", "label"), Progress.NONE);
        List<String> before = dump();
        publisher.publish(trace("poison", "label"), Progress.NONE);
        publisher.publish(tags("tags"), Progress.NONE);
        assertThat(publisher.published())
                .extracting(Neo4jPublisher.Listed::id)
                .containsExactly("tags", "trace-fifo", "trace-poison");
        publisher.remove("trace-poison");
        publisher.remove("tags");
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void publishingTwiceChangesNothing() throws IOException {
        for (Publication publication : everything()) {
            publisher.publish(publication, Progress.NONE);
        }
        List<String> once = dump();
        for (Publication publication : everything()) {
            assertThat(publisher.publish(publication, Progress.NONE).isNew()).isFalse();
        }
        assertThat(dump()).isEqualTo(once);
    }

    @Test
    void whatWasStoppedIsNotWholeUntilItIsPublishedAgain() throws IOException {
        assertThatThrownBy(() -> publisher.publish(trace("fifo", "label"), (work, done, total) -> done == 0))
                .isInstanceOf(CancellationException.class);
        assertThat(publisher.published())
                .extracting(Neo4jPublisher.Listed::whole)
                .containsExactly(false);
        publisher.publish(trace("fifo", "label"), Progress.NONE);
        assertThat(publisher.published())
                .extracting(Neo4jPublisher.Listed::whole)
                .containsExactly(true);
        List<String> resumed = dump();
        publisher.remove("trace-fifo");
        publisher.publish(trace("fifo", "label"), Progress.NONE);
        assertThat(withoutIds(dump())).isEqualTo(withoutIds(resumed));
    }

    @Test
    void whatAnalystsMadeStays() throws IOException {
        connection.run("CREATE (:Case {id: 'mine', title: 'mine'}), (:Tag {id: 'mine'}), (:Cluster {id: 'mine'})");
        connection.run("MATCH (s:Script {number: 1}) MATCH (c:Cluster) CREATE (s)-[:MEMBER_OF {mine: true}]->(c)");
        List<String> before = dump();
        for (Publication publication : everything()) {
            publisher.publish(publication, Progress.NONE);
        }
        connection.run("MATCH (t:Trace {policy: 'fifo'}) CREATE (:Note {text: 'look here'})-[:ABOUT]->(t)");
        for (Publication publication : everything().reversed()) {
            boolean noted = publication.id().equals("trace-fifo");
            assertThat(publisher.remove(publication.id()).left()).isEqualTo(noted ? 1 : 0);
        }
        connection.run("MATCH (n:Note) DETACH DELETE n");
        assertThat(publisher.remove("trace-fifo").left()).isZero();
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void otherClustersAreRefusedUntilTheFirstAreRemoved() throws IOException {
        publisher.publish(clusters("clusters-1"), Progress.NONE);
        assertThatThrownBy(() -> publisher.publish(clusters("clusters-2"), Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("clayton neo4j unpublish clusters-1");
    }

    @Test
    void aResultOfAnotherChainIsRefused() throws IOException {
        List<String> before = dump();
        Publication.Tracing elsewhere = trace("fifo", "label", Hash256.parse("ab".repeat(32)));
        assertThatThrownBy(() -> publisher.publish(elsewhere, Progress.NONE))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("ab".repeat(32));
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void hostileTextComesBackUnchangedAndDoesNothing() throws IOException {
        List<String> before = dump();
        publisher.publish(tags("tags"), Progress.NONE);
        assertThat(texts("MATCH (t:Tag)-[:TAGS]->(:Script) RETURN t.label"))
                .containsExactlyInAnyOrderElementsOf(HOSTILE);
        assertThat(texts("MATCH (t:Tag)-[:TAGS]->(:Script) RETURN t.source"))
                .containsExactlyInAnyOrderElementsOf(HOSTILE);
        for (String text : HOSTILE) {
            publisher.publish(trace("fifo", text), Progress.NONE);
            assertThat(texts("MATCH (:Trace)-[t:TAINTS]->() RETURN DISTINCT t.label"))
                    .containsExactly(text);
            assertThat(texts("MATCH (t:Trace) RETURN t.labels[0]")).containsExactly(text);
            publisher.remove("trace-fifo");
            publisher.publish(
                    new Publication.Investigation(
                            "case-1", text, List.of(text, text), List.of(), Publication.Rows.of(List.of())),
                    Progress.NONE);
            assertThat(texts("MATCH (c:Case) RETURN c.title")).containsExactly(text);
            assertThat(texts("MATCH (c:Case) UNWIND c.notes AS note RETURN note"))
                    .containsExactly(text, text);
            assertThat(publisher.remove("case-1").left()).isZero();
        }
        publisher.remove("tags");
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void bytesOfScriptsThatLookLikeCypherAreText() throws IOException {
        assertThat(texts("MATCH (s:Script) WHERE s.hex IS NULL OR NOT s.hex =~ '([0-9a-f]{2})*' RETURN s.hex"))
                .isEmpty();
    }

    private List<Publication> everything() {
        return List.of(
                clusters("clusters-1"),
                tags("tags"),
                trace("fifo", "label"),
                trace("poison", "label"),
                new Publication.Investigation(
                        "case-1",
                        "The theft",
                        List.of("a note"),
                        List.of(new Publication.Held("trace-fifo", "trace-1")),
                        attributions(List.of("thief"))));
    }

    private Publication.Clustering clusters(String id) {
        return new Publication.Clustering(
                id,
                List.of("multi-input"),
                "skip",
                tip.height(),
                tip.hash(),
                List.of("multi-input: 0.99"),
                Publication.Rows.of(List.of(new Publication.Member(0, 2, 0), new Publication.Member(0, 2, 1))),
                Publication.Rows.of(List.of(new Publication.Merge(1, 0, transaction(), "multi-input"))));
    }

    private long transaction() {
        return OutputId.of(tip.height(), 0, OutputId.TRANSACTION);
    }

    private static Publication.Tagging tags(String id) {
        return new Publication.Tagging(id, attributions(HOSTILE));
    }

    /// Tags of a script, and one of an address that is not in the chain.
    private static Publication.Rows<Publication.Attribution> attributions(List<String> labels) {
        return taker -> {
            for (String label : labels) {
                taker.take(tag(SCRIPT, label));
            }
            taker.take(tag(new byte[] {0x51, 0x52, 0x53}, "elsewhere"));
        };
    }

    private static Publication.Attribution tag(byte[] script, String label) {
        return new Publication.Attribution(
                "address", "script:51", script, label, label, "forensic", null, null, null, null);
    }

    private Publication.Tracing trace(String policy, String label) {
        return trace(policy, label, tip.hash());
    }

    /// The rewards of all blocks but genesis.
    private Publication.Tracing trace(String policy, String label, Hash256 tipHash) {
        long first = OutputId.of(1, 0, 0);
        return new Publication.Tracing(
                "trace-" + policy,
                "regtest",
                0,
                tip.height(),
                tipHash,
                "forward",
                policy,
                "subsidy-first",
                "follow",
                tip.height(),
                List.of(),
                List.of(),
                List.of(new Publication.Ends(label, 5, 0, 5, 0, 0, 0, 0, 0)),
                List.of(new Publication.Seeded(first, label, 0, 5)),
                taker -> {
                    for (int height = 1; height <= tip.height(); height++) {
                        taker.take(new Publication.Taint(
                                OutputId.of(height, 0, 0), label, 5, List.of(0L, 5L), false, "unspent", null));
                    }
                },
                taker -> {
                    Hash256 coinbase = tip.block().txid(0);
                    taker.take(new Publication.Origin(
                            "minted", coinbase, 0, tip.height(), label, 5, List.of(0L, 5L), false));
                    taker.take(new Publication.Origin("unknown", coinbase, 0, tip.height(), label, 5, null, true));
                });
    }

    private List<String> texts(String cypher) throws DatabaseException {
        return connection.read(cypher, Map.of(), row -> row.get(0).asString());
    }

    /// All there is, with the server's own ids.
    private List<String> dump() throws DatabaseException {
        List<String> all = new ArrayList<>();
        all.addAll(connection.read(
                "MATCH (n) RETURN elementId(n), labels(n), properties(n)",
                Map.of(),
                row -> row.get(0).asString() + " " + sorted(row.get(1).asList(Value::asString)) + " "
                        + new TreeMap<>(row.get(2).asMap())));
        all.addAll(connection.read(
                "MATCH (a)-[r]->(b) RETURN elementId(a), type(r), elementId(b), properties(r)",
                Map.of(),
                row -> row.get(0).asString() + " " + row.get(1).asString() + " "
                        + row.get(2).asString() + " " + new TreeMap<>(row.get(3).asMap())));
        return sorted(all);
    }

    private static List<String> sorted(List<String> texts) {
        return texts.stream().sorted().toList();
    }

    /// Nodes that were made anew have other ids of the server's.
    private static List<String> withoutIds(List<String> dump) {
        return sorted(
                dump.stream().map(line -> ID.matcher(line).replaceAll("id")).toList());
    }
}
