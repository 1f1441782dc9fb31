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
            "CREATE CONSTRAINT clayton_trace IF NOT EXISTS FOR (n:Trace) REQUIRE n.id IS UNIQUE");

    /// The names of those of them that are there and at work.
    static final String SCHEMA_AT_WORK =
            "SHOW INDEXES YIELD name, state WHERE name STARTS WITH 'clayton_'" + " AND state = 'ONLINE' RETURN name";

    static final String AWAIT_INDEXES = "CALL db.awaitIndexes(3600)";

    static final String CHAIN = "MATCH (c:Chain {key: 'loaded'}) RETURN c";

    static final String IS_EMPTY = "OPTIONAL MATCH (n:Block|Transaction|Output|Script) WITH n LIMIT 1 RETURN n IS NULL";

    /// Held by an open transaction as long as a load goes on: a second loader waits for it in vain.
    static final String LOCK_LOADER = "MERGE (l:Loader {key: 'load'}) SET l.locked = true";

    static final String BEGIN_CHAIN = """
            MERGE (c:Chain {key: 'loaded'})
            ON CREATE SET c.network = $network, c.magic = $magic, c.from = $from, c.to = $from - 1, c.stale = []
            SET c.loader = $loader
            RETURN c""";

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

    /// All that is known of transactions: each with its outputs and inputs, as lists.
    static final String TRANSACTIONS = """
            UNWIND $ids AS id
            MATCH (t:Transaction {id: id})
            RETURN t.id, t.txid, t.fee, t.feesBefore, t.unresolved, t.fees, t.unclaimed, t.version, t.lockTime,
                t.lowestSequence, t.weight,
                COLLECT {
                    MATCH (t)-[:CREATES]->(o:Output)
                    OPTIONAL MATCH (o)-[p:SPENT_BY|DISPLACED_BY]->(u:Transaction)
                    OPTIONAL MATCH (o)-[:LOCKED_TO]->(s:Script)
                    RETURN [o.id, o.value, o.unspendable, u.id, p.index, s.number, s.hex]
                } AS outputs,
                COLLECT {
                    MATCH (o:Output)-[p:SPENT_BY]->(t)
                    OPTIONAL MATCH (o)-[:LOCKED_TO]->(s:Script)
                    RETURN [p.index, o.id, o.value, s.number, s.hex]
                } AS inputs""";

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

    static final String DATA = "MATCH (o:Output {id: $id}) RETURN o.data";

    static final String UNSPENT = """
            MATCH (o:Output)
            WHERE o.unspendable IS NULL AND o.boundary IS NULL AND NOT EXISTS { (o)-[:SPENT_BY|DISPLACED_BY]->() }
            MATCH (o)-[:LOCKED_TO]->(s:Script)
            RETURN o.outpoint, o.value, s.hex""";

    private Cypher() {}
}
