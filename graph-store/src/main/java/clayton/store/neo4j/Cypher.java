package clayton.store.neo4j;

import java.util.List;

/// Every statement that Clayton sends to Neo4j. Values reach them as parameters only; labels, types and property names
/// stand here and nowhere else. docs/neo4j.md describes the schema.
final class Cypher {
    static final String PING = "RETURN 1";

    /// What keeps keys unique, and what finds nodes by them.
    static final List<String> SCHEMA = List.of(
            "CREATE CONSTRAINT clayton_chain IF NOT EXISTS FOR (n:Chain) REQUIRE n.key IS UNIQUE",
            "CREATE CONSTRAINT clayton_loader IF NOT EXISTS FOR (n:Loader) REQUIRE n.key IS UNIQUE",
            "CREATE CONSTRAINT clayton_block_height IF NOT EXISTS FOR (n:Block) REQUIRE n.height IS UNIQUE",
            "CREATE CONSTRAINT clayton_block_hash IF NOT EXISTS FOR (n:Block) REQUIRE n.hash IS UNIQUE",
            "CREATE CONSTRAINT clayton_transaction IF NOT EXISTS FOR (n:Transaction) REQUIRE n.id IS UNIQUE",
            "CREATE INDEX clayton_txid IF NOT EXISTS FOR (n:Transaction) ON (n.txid)",
            "CREATE CONSTRAINT clayton_output IF NOT EXISTS FOR (n:Output) REQUIRE n.id IS UNIQUE",
            "CREATE INDEX clayton_outpoint IF NOT EXISTS FOR (n:Output) ON (n.outpoint)",
            "CREATE INDEX clayton_boundary IF NOT EXISTS FOR (n:Output) ON (n.boundary)",
            "CREATE CONSTRAINT clayton_script IF NOT EXISTS FOR (n:Script) REQUIRE n.hash IS UNIQUE",
            "CREATE CONSTRAINT clayton_script_number IF NOT EXISTS FOR (n:Script) REQUIRE n.number IS UNIQUE",
            "CREATE INDEX clayton_address IF NOT EXISTS FOR (n:Script) ON (n.address)",
            "CREATE CONSTRAINT clayton_cluster IF NOT EXISTS FOR (n:Cluster) REQUIRE n.id IS UNIQUE",
            "CREATE CONSTRAINT clayton_tag IF NOT EXISTS FOR (n:Tag) REQUIRE n.id IS UNIQUE",
            "CREATE CONSTRAINT clayton_case IF NOT EXISTS FOR (n:Case) REQUIRE n.id IS UNIQUE",
            "CREATE CONSTRAINT clayton_trace IF NOT EXISTS FOR (n:Trace) REQUIRE n.id IS UNIQUE",
            "CREATE CONSTRAINT clayton_publication IF NOT EXISTS FOR (n:Publication) REQUIRE n.id IS UNIQUE");

    /// The names of those of them that are there and at work.
    static final String SCHEMA_AT_WORK =
            "SHOW INDEXES YIELD name, state WHERE name STARTS WITH 'clayton_'" + " AND state = 'ONLINE' RETURN name";

    static final String AWAIT_INDEXES = "CALL db.awaitIndexes(3600)";

    static final String CHAIN = "MATCH (c:Chain {key: 'loaded'}) RETURN c";

    static final String IS_EMPTY = "OPTIONAL MATCH (n:Block|Transaction|Output|Script) WITH n LIMIT 1 RETURN n IS NULL";

    /// Whatever an import would replace: what was published, or is somebody's own.
    static final String OTHERS = """
            MATCH (n) WHERE NOT n:Block|Transaction|Output|Script|Chain|Loader
            RETURN count(n)""";

    /// Held by an open transaction as long as a load goes on: a second loader waits for it in vain.
    static final String LOCK_LOADER = "MERGE (l:Loader {key: 'load'}) SET l.locked = true";

    static final String BEGIN_CHAIN = """
            MERGE (c:Chain {key: 'loaded'})
            ON CREATE SET c.network = $network, c.magic = $magic, c.from = $from, c.to = $from - 1, c.stale = []
            SET c.loader = $loader
            RETURN c""";

    /// After an import.
    static final String WHOLE_CHAIN = """
            MERGE (c:Chain {key: 'loaded'})
            SET c.network = $network, c.magic = $magic, c.from = $from, c.to = $to, c.stale = $stale""";

    static final String DROP_CHAIN = "MATCH (c:Chain {key: 'loaded'}) DELETE c";

    static final String IS_AT = "MATCH (c:Chain {key: 'loaded'}) WHERE c.loader = $loader AND c.to = $to RETURN c.to";

    /// One row if this loader still is the one that loads, and the range ends where it should: so nothing is written
    /// twice, and nothing by a loader that lost its lock.
    static final String ADVANCE = """
            MATCH (c:Chain {key: 'loaded'})
            WHERE c.loader = $loader AND c.to = $before
            SET c.to = $after, c.stale = $stale
            RETURN c.to""";

    static final String ADD_BLOCKS = "UNWIND $rows AS row CREATE (b:Block) SET b = row";

    static final String ADD_SCRIPTS = """
            UNWIND $rows AS row
            CREATE (:Script {number: row[0], hash: row[1], hex: row[2], type: row[3], address: row[4]})""";

    static final String ADD_BOUNDARIES = """
            UNWIND $rows AS row
            CREATE (o:Output {id: row[0], outpoint: row[1], value: row[2], height: row[3], coinbase: row[4],
                boundary: row[5]})
            WITH o, row WHERE row[6] IS NOT NULL
            MATCH (s:Script {number: row[6]})
            CREATE (o)-[:LOCKED_TO]->(s)""";

    static final String ADD_TRANSACTIONS = """
            UNWIND $rows AS row
            MATCH (b:Block {height: row[0]})
            CREATE (b)-[:CONTAINS]->(t:Transaction {height: row[0], id: row[1], index: row[2], txid: row[3],
                fee: row[4], feesBefore: row[5], unresolved: row[6], subsidy: row[7], fees: row[8],
                unclaimed: row[9], version: row[10], lockTime: row[11], lowestSequence: row[12], weight: row[13]})
            WITH t, row
            UNWIND row[14] AS output
            CREATE (t)-[:CREATES]->(o:Output {id: output[0], outpoint: output[1], value: output[2],
                unspendable: output[3], data: output[5]})
            WITH o, output WHERE output[4] IS NOT NULL
            MATCH (s:Script {number: output[4]})
            CREATE (o)-[:LOCKED_TO]->(s)""";

    static final String ADD_SPENDS = """
            UNWIND $rows AS row
            MATCH (o:Output {id: row[0]})
            MATCH (t:Transaction {id: row[1]})
            CREATE (o)-[:SPENT_BY {index: row[2]}]->(t)""";

    static final String ADD_DISPLACED = """
            UNWIND $rows AS row
            MATCH (o:Output {id: row[0]})
            MATCH (t:Transaction {id: row[1]})
            CREATE (o)-[:DISPLACED_BY]->(t)""";

    static final String REMOVE_BLOCKS = """
            MATCH (b:Block) WHERE b.height > $height
            OPTIONAL MATCH (b)-[:CONTAINS]->(t:Transaction)
            OPTIONAL MATCH (t)-[:CREATES]->(o:Output)
            DETACH DELETE o, t, b""";

    static final String REMOVE_SCRIPTS = "MATCH (s:Script) WHERE s.number >= $scripts DETACH DELETE s";

    static final String REMOVE_BOUNDARIES = "MATCH (o:Output) WHERE o.boundary >= $boundaries DETACH DELETE o";

    static final String BLOCKS = """
            MATCH (b:Block) WHERE b.height >= $from AND b.height < $from + $count
            RETURN b ORDER BY b.height""";

    /// Outputs with these names, and whether they are gone.
    static final String COINS = """
            UNWIND $names AS name
            MATCH (o:Output {outpoint: name})
            OPTIONAL MATCH (o)-[:LOCKED_TO]->(s:Script)
            RETURN o.outpoint, o.id, o.value, o.unspendable, s.number,
                EXISTS { (o)-[:SPENT_BY|DISPLACED_BY]->() }""";

    /// Outputs of earlier transactions with these txids.
    static final String NAMESAKES = """
            UNWIND $txids AS txid
            MATCH (:Transaction {txid: txid})-[:CREATES]->(o:Output)
            OPTIONAL MATCH (o)-[:LOCKED_TO]->(s:Script)
            RETURN o.outpoint, o.id, o.value, o.unspendable, s.number,
                EXISTS { (o)-[:SPENT_BY|DISPLACED_BY]->() }""";

    static final String KNOWN_TXIDS = "UNWIND $txids AS txid MATCH (t:Transaction {txid: txid}) RETURN DISTINCT t.txid";

    static final String SCRIPT_NUMBERS = "UNWIND $hashes AS hash MATCH (s:Script {hash: hash}) RETURN s.hash, s.number";

    /// All that is known of a transaction, with its outputs and inputs as lists.
    private static final String WHOLE = """
            RETURN t.id, t.txid, t.fee, t.feesBefore, t.unresolved, t.fees, t.unclaimed, t.version, t.lockTime,
                t.lowestSequence, t.weight,
                COLLECT {
                    MATCH (t)-[:CREATES]->(o:Output)
                    OPTIONAL MATCH (o)-[p:SPENT_BY|DISPLACED_BY]->(u:Transaction)
                    OPTIONAL MATCH (o)-[:LOCKED_TO]->(s:Script)
                    RETURN [o.id, o.value, o.unspendable, u.id, p.index, s.number, coalesce(s.hex, o.data)]
                } AS outputs,
                COLLECT {
                    MATCH (o:Output)-[p:SPENT_BY]->(t)
                    OPTIONAL MATCH (o)-[:LOCKED_TO]->(s:Script)
                    RETURN [p.index, o.id, o.value, s.number, s.hex]
                } AS inputs""";

    static final String TRANSACTIONS = """
            UNWIND $ids AS id
            MATCH (t:Transaction {id: id})
            """ + WHOLE;

    /// Transactions and what spends their outputs, six steps far, with the coinbases that take their fees.
    static final String TRANSACTIONS_AND_NEXT = """
            UNWIND $ids AS id
            MATCH (:Transaction {id: id})
                ((:Transaction)-[:CREATES]->(:Output)-[:SPENT_BY]->(:Transaction)){0,6}(n:Transaction)
            WITH DISTINCT n LIMIT $limit
            UNWIND [n.id, n.height + 'x0'] AS wanted
            WITH DISTINCT wanted
            MATCH (t:Transaction {id: wanted})
            """ + WHOLE;

    /// Transactions and those whose outputs they spend, six steps far.
    static final String TRANSACTIONS_AND_PREVIOUS = """
            UNWIND $ids AS id
            MATCH (:Transaction {id: id})
                ((:Transaction)<-[:SPENT_BY]-(:Output)<-[:CREATES]-(:Transaction)){0,6}(t:Transaction)
            WITH DISTINCT t LIMIT $limit
            """ + WHOLE;

    static final String BOUNDARIES = """
            UNWIND $ids AS id
            MATCH (o:Output {id: id})-[p:SPENT_BY]->(u:Transaction)
            OPTIONAL MATCH (o)-[:LOCKED_TO]->(s:Script)
            RETURN o.id, o.outpoint, o.height, o.coinbase, o.value, u.id, p.index, s.hex""";

    static final String TRANSACTIONS_NAMED = "MATCH (t:Transaction {txid: $txid}) RETURN t.id";

    static final String OUTPUTS_NAMED = "MATCH (o:Output {outpoint: $outpoint}) RETURN o.id";

    static final String OUTPUTS_LOCKED = """
            MATCH (o:Output)-[:LOCKED_TO]->(:Script {hash: $hash})
            OPTIONAL MATCH (o)-[:SPENT_BY]->(u:Transaction) WHERE o.boundary IS NOT NULL
            RETURN o.id, u.id""";

    static final String SCRIPTS = """
            MATCH (s:Script) WHERE s.number >= $from AND s.number < $from + $count
            RETURN s.number, s.hex""";

    static final String SCRIPT_NUMBER = "MATCH (s:Script {hash: $hash}) RETURN s.number";

    static final String UNSPENT = """
            MATCH (o:Output)
            WHERE o.unspendable IS NULL AND o.boundary IS NULL AND NOT EXISTS { (o)-[:SPENT_BY|DISPLACED_BY]->() }
            MATCH (o)-[:LOCKED_TO]->(s:Script)
            RETURN o.outpoint, o.value, s.hex""";

    /// Every published node and relationship has the id of its publication, so that it can be told from what others
    /// made. What has no row is not of the chain in this database.
    static final String BEGIN_CLUSTERING = """
            MATCH (:Block {hash: $tipHash})
            MERGE (p:Publication {id: $id})
            ON CREATE SET p:Clustering, p.publication = $id, p.kind = 'clusters', p.whole = false,
                p.heuristics = $heuristics, p.coinjoin = $coinjoin, p.until = $until, p.tipHash = $tipHash,
                p.measured = $measured
            RETURN p.whole""";

    static final String BEGIN_TAGGING = """
            MERGE (p:Publication {id: $id})
            ON CREATE SET p:Tagging, p.publication = $id, p.kind = 'tags', p.whole = false
            RETURN p.whole""";

    static final String BEGIN_TRACE = """
            MATCH (:Block {hash: $tipHash})
            MERGE (p:Publication {id: $id})
            ON CREATE SET p:Trace, p.publication = $id, p.kind = 'trace', p.whole = false,
                p.network = $network, p.from = $from, p.tip = $tip, p.tipHash = $tipHash,
                p.direction = $direction, p.policy = $policy, p.coinbaseOrder = $coinbaseOrder, p.fees = $fees,
                p.until = $until, p.stopAt = $stopAt, p.notes = $notes, p.labels = $labels,
                p.seededSats = $seededSats, p.grownSats = $grownSats, p.unspentSats = $unspentSats,
                p.burnedSats = $burnedSats, p.destroyedSats = $destroyedSats, p.feesSats = $feesSats,
                p.stoppedSats = $stoppedSats, p.beyondSats = $beyondSats
            RETURN p.whole""";

    static final String BEGIN_CASE = """
            MERGE (p:Publication {id: $id})
            ON CREATE SET p:Case, p.publication = $id, p.kind = 'case', p.whole = false
            SET p.title = $title, p.notes = $notes
            RETURN p.whole""";

    static final String END_PUBLICATION =
            "MATCH (p:Publication {id: $id}) WHERE NOT p.whole SET p.whole = true RETURN p.id";

    static final String PUBLICATIONS =
            "MATCH (p:Publication) RETURN p.id, p.kind, p.whole, p.policy ORDER BY p.kind, p.policy, p.id";

    /// Each of the writing statements answers how many rows found their nodes.
    static final String ADD_CLUSTERS = """
            UNWIND $rows AS row
            MERGE (c:Cluster {id: row[0]})
            ON CREATE SET c.scripts = row[1], c.publication = $id
            RETURN count(*)""";

    static final String ADD_MEMBERS = """
            UNWIND $rows AS row
            MATCH (c:Cluster {id: row[0]})
            MATCH (s:Script {number: row[1]})
            MERGE (s)-[:MEMBER_OF {publication: $id}]->(c)
            RETURN count(*)""";

    static final String ADD_MERGES = """
            UNWIND $rows AS row
            MATCH (a:Script {number: row[0]})
            MATCH (b:Script {number: row[1]})
            MATCH (t:Transaction {id: row[2]})
            MERGE (a)-[m:MERGED_WITH {publication: $id, transaction: row[2], heuristic: row[3]}]->(b)
            ON CREATE SET m.txid = t.txid, m.height = t.height
            RETURN count(*)""";

    /// Rows whose script, transaction or output is not in the database make nothing.
    static final String ADD_TAGS = """
            UNWIND $rows AS row
            CALL (row) {
                MATCH (n:Script {hash: row[1]}) WHERE row[2] = 'address' RETURN n
                UNION
                MATCH (n:Transaction {txid: row[1]}) WHERE row[2] = 'tx' RETURN n
                UNION
                MATCH (n:Output {outpoint: row[1]}) WHERE row[2] = 'output' RETURN n
            }
            MERGE (t:Tag {id: row[0]})
            ON CREATE SET t.publication = $id, t.kind = row[2], t.subject = row[3], t.label = row[4],
                t.source = row[5], t.confidence = row[6], t.category = row[7], t.abuse = row[8], t.actor = row[9],
                t.context = row[10]
            MERGE (t)-[:TAGS {publication: $id}]->(n)
            RETURN count(DISTINCT row[0])""";

    static final String ADD_SEEDS = """
            UNWIND $rows AS row
            MATCH (o:Output {id: row[0]})
            MATCH (t:Trace {id: $id})
            MERGE (t)-[:SEEDS {publication: $id, label: row[1], offset: row[2], length: row[3]}]->(o)
            RETURN count(*)""";

    static final String ADD_TAINTS = """
            UNWIND $rows AS row
            MATCH (o:Output {id: row[0]})
            MATCH (t:Trace {id: $id})
            MERGE (t)-[r:TAINTS {publication: $id, label: row[1]}]->(o)
            ON CREATE SET r.sats = row[2], r.runs = row[3], r.mixed = row[4], r.state = row[5], r.reason = row[6]
            RETURN count(*)""";

    /// An output from before the range is told from a namesake by being one, any other node by its height.
    static final String ADD_ORIGINS = """
            UNWIND $rows AS row
            CALL (row) {
                MATCH (n:Transaction {txid: row[0]}) WHERE n.height = row[2] RETURN n
                UNION
                MATCH (n:Output {outpoint: row[1]})
                WHERE n.boundary IS NOT NULL OR EXISTS { (:Transaction {height: row[2]})-[:CREATES]->(n) }
                RETURN n
            }
            MATCH (t:Trace {id: $id})
            MERGE (t)-[r:COMES_FROM {publication: $id, kind: row[3], label: row[4]}]->(n)
            ON CREATE SET r.sats = row[5], r.runs = row[6], r.mixed = row[7]
            RETURN count(*)""";

    static final String ADD_HOLDS = """
            UNWIND $rows AS row
            MATCH (c:Case {id: $id})
            MATCH (t:Trace {id: row[0]})
            MERGE (c)-[h:HOLDS {publication: $id}]->(t)
            SET h.name = row[1]
            RETURN count(*)""";

    /// Those that tie a publication's head to another publication go with either.
    static final String REMOVE_TIES = """
            MATCH (:Publication {id: $id})-[r:HOLDS]-() WHERE r.publication IS NOT NULL
            CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS""";

    static final String REMOVE_RELATIONSHIPS = """
            MATCH ()-[r:MEMBER_OF|MERGED_WITH|TAGS|SEEDS|TAINTS|COMES_FROM]->() WHERE r.publication = $id
            CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS""";

    static final String REMOVE_NODES = """
            MATCH (n:Cluster|Tag) WHERE n.publication = $id AND NOT EXISTS { (n)--() }
            CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS""";

    /// Last, and only if nothing is left, so that what was begun can be ended.
    static final String REMOVE_HEAD = """
            MATCH (p:Publication {id: $id})
            WHERE NOT EXISTS { (p)--() } AND NOT EXISTS { MATCH (n:Cluster|Tag WHERE n.publication = $id) }
            DELETE p""";

    static final String LEFT = "MATCH (n:Publication|Cluster|Tag) WHERE n.publication = $id RETURN count(n)";

    /// For analysts, who run them as they are: who holds most of what was traced, and what a trace left where.
    static final List<String> FIRST_QUESTIONS = List.of("""
            MATCH (t:Trace)
            RETURN t.policy, t.labels, t.seededSats, t.unspentSats, t.burnedSats, t.destroyedSats ORDER BY t.policy""", """
            MATCH (:Trace {policy: 'fifo'})-[r:TAINTS {state: 'unspent'}]->(:Output)-[:LOCKED_TO]->(s:Script)
            OPTIONAL MATCH (tag:Tag)-[:TAGS]->(s)
            RETURN s.address, sum(r.sats) AS sats, collect(DISTINCT tag.label) AS tags ORDER BY sats DESC LIMIT 10""", """
            MATCH (s:Script)-[:MEMBER_OF]->(c:Cluster)
            RETURN c.id, c.scripts, collect(s.address)[..3] AS some ORDER BY c.scripts DESC LIMIT 10""");

    private Cypher() {}
}
