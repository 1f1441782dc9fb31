package clayton.store.neo4j;

import clayton.chain.OutPoint;
import clayton.chain.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Value;
import org.neo4j.driver.summary.SummaryCounters;

/// Writes results into a Neo4j beside the chain they rest on, and takes them away again.
///
/// Everything it writes is looked for first, so publishing again changes nothing, and after a failure completes what is
/// there; until then the publication's `whole` is false. Every node and relationship it makes has its publication's id,
/// and only these are removed: never what analysts made, nor a node to which they tied something.
public final class Neo4jPublisher {
    /// Statements for those who look at what was published for the first time.
    public static final List<String> FIRST_QUESTIONS = Cypher.FIRST_QUESTIONS;

    private static final int BATCH = 5_000;

    private final Neo4jConnection connection;

    /// `connection` stays open when this is done.
    public Neo4jPublisher(Neo4jConnection connection) {
        this.connection = connection;
    }

    /// What publishing made; nothing if it was there already. `missing` are tags whose subject is not in the database.
    public record Published(String id, long nodes, long relationships, long missing) {
        public boolean isNew() {
            return nodes + relationships > 0;
        }
    }

    /// A publication that is in the database; `policy` if it is a trace.
    public record Listed(String id, String kind, boolean whole, Optional<String> policy) {}

    /// What was removed, and how many of the publication's nodes stay because others tied something to them.
    public record Removed(String id, long nodes, long relationships, long left) {}

    /// Throws `CancellationException` if `progress` says stop, [DatabaseException] if the result does not rest on the
    /// chain in this database.
    public Published publish(Publication publication, Progress progress) throws IOException {
        Schema.ensure(connection);
        return new Run(publication.id(), progress).publish(publication);
    }

    /// All that is published, sorted by kind, policy and id.
    public List<Listed> published() throws DatabaseException {
        return connection.read(
                Cypher.PUBLICATIONS,
                Map.of(),
                row -> new Listed(
                        row.get(0).asString(),
                        row.get(1).asString(),
                        row.get(2).asBoolean(),
                        row.get(3).isNull()
                                ? Optional.empty()
                                : Optional.of(row.get(3).asString())));
    }

    /// Removes what was published under this id.
    public Removed remove(String id) throws DatabaseException {
        Map<String, Object> named = Map.of("id", id);
        long nodes = 0;
        long relationships = 0;
        for (String step :
                List.of(Cypher.REMOVE_TIES, Cypher.REMOVE_RELATIONSHIPS, Cypher.REMOVE_NODES, Cypher.REMOVE_HEAD)) {
            SummaryCounters counters = connection.run(step, named);
            nodes += counters.nodesDeleted();
            relationships += counters.relationshipsDeleted();
        }
        long left =
                connection.read(Cypher.LEFT, named, row -> row.get(0).asLong()).getFirst();
        return new Removed(id, nodes, relationships, left);
    }

    private final class Run {
        private final String id;
        private final Progress progress;
        private long nodes;
        private long relationships;
        private long missing;
        private long done;

        Run(String id, Progress progress) {
            this.id = id;
            this.progress = progress;
        }

        Published publish(Publication publication) throws IOException {
            switch (publication) {
                case Publication.Clustering clustering -> publish(clustering);
                case Publication.Tagging tagging -> publish(tagging);
                case Publication.Tracing tracing -> publish(tracing);
                case Publication.Investigation investigation -> publish(investigation);
            }
            write(Cypher.END_PUBLICATION, parameters());
            return new Published(id, nodes, relationships, missing);
        }

        private void publish(Publication.Clustering clustering) throws IOException {
            refuseAnotherClustering();
            Map<String, Object> head = parameters();
            head.put("heuristics", clustering.heuristics());
            head.put("coinjoin", clustering.coinjoin());
            head.put("until", clustering.until());
            head.put("tipHash", clustering.tipHash().toString());
            head.put("measured", clustering.measured());
            begin(Cypher.BEGIN_CLUSTERING, head);
            add(Cypher.ADD_CLUSTERS, oldest(clustering.members()), member -> row(member.cluster(), member.scripts()));
            add(Cypher.ADD_MEMBERS, clustering.members(), member -> row(member.cluster(), member.script()));
            add(
                    Cypher.ADD_MERGES,
                    clustering.merges(),
                    merge -> row(
                            merge.script(),
                            merge.other(),
                            Coordinates.transaction(merge.transaction()),
                            merge.heuristic()));
        }

        /// One row for each cluster.
        private static Publication.Rows<Publication.Member> oldest(Publication.Rows<Publication.Member> members) {
            return taker -> members.forEach(member -> {
                if (member.script() == member.cluster()) {
                    taker.take(member);
                }
            });
        }

        private void refuseAnotherClustering() throws IOException {
            for (Listed other : published()) {
                if (other.kind().equals("clusters") && !other.id().equals(id)) {
                    throw new IllegalArgumentException("other clusters, " + other.id()
                            + ", are published in the database at "
                            + connection.address().uri() + ": remove them with clayton neo4j unpublish " + other.id()
                            + ", because a script belongs to one cluster at a time");
                }
            }
        }

        private void publish(Publication.Tagging tagging) throws IOException {
            begin(Cypher.BEGIN_TAGGING, parameters());
            addSome(Cypher.ADD_TAGS, tagging.tags(), tag -> row(id, tag));
        }

        private void publish(Publication.Tracing trace) throws IOException {
            begin(Cypher.BEGIN_TRACE, head(trace));
            add(
                    Cypher.ADD_SEEDS,
                    Publication.Rows.of(trace.seeds()),
                    seed -> row(Coordinates.output(seed.output()), seed.label(), seed.offsetSats(), seed.lengthSats()));
            add(
                    Cypher.ADD_TAINTS,
                    trace.taints(),
                    taint -> row(
                            Coordinates.output(taint.output()),
                            taint.label(),
                            taint.sats(),
                            taint.runs(),
                            taint.mixed() ? true : null,
                            taint.state(),
                            taint.reason()));
            add(Cypher.ADD_ORIGINS, trace.origins(), Neo4jPublisher::row);
        }

        private Map<String, Object> head(Publication.Tracing trace) {
            Map<String, Object> head = parameters();
            head.put("network", trace.network());
            head.put("from", trace.from());
            head.put("tip", trace.tip());
            head.put("tipHash", trace.tipHash().toString());
            head.put("direction", trace.direction());
            head.put("policy", trace.policy());
            head.put("coinbaseOrder", trace.coinbaseOrder());
            head.put("fees", trace.fees());
            head.put("until", trace.until());
            head.put("stopAt", trace.stopAt());
            head.put("notes", trace.notes());
            List<Publication.Ends> ends = trace.ends();
            head.put("labels", ends.stream().map(Publication.Ends::label).toList());
            head.put(
                    "seededSats",
                    ends.stream().map(Publication.Ends::seededSats).toList());
            head.put("grownSats", ends.stream().map(Publication.Ends::grownSats).toList());
            head.put(
                    "unspentSats",
                    ends.stream().map(Publication.Ends::unspentSats).toList());
            head.put(
                    "burnedSats",
                    ends.stream().map(Publication.Ends::burnedSats).toList());
            head.put(
                    "destroyedSats",
                    ends.stream().map(Publication.Ends::destroyedSats).toList());
            head.put("feesSats", ends.stream().map(Publication.Ends::feesSats).toList());
            head.put(
                    "stoppedSats",
                    ends.stream().map(Publication.Ends::stoppedSats).toList());
            head.put(
                    "beyondSats",
                    ends.stream().map(Publication.Ends::beyondSats).toList());
            return head;
        }

        private void publish(Publication.Investigation investigation) throws IOException {
            Map<String, Object> head = parameters();
            head.put("title", investigation.title());
            head.put("notes", investigation.notes());
            begin(Cypher.BEGIN_CASE, head);
            add(Cypher.ADD_HOLDS, Publication.Rows.of(investigation.traces()), held -> row(held.trace(), held.name()));
            addSome(Cypher.ADD_TAGS, investigation.tags(), tag -> row(id, tag));
        }

        private Map<String, Object> parameters() {
            return new HashMap<>(Map.of("id", id));
        }

        private void begin(String cypher, Map<String, Object> head) throws IOException {
            if (write(cypher, head) == 0) {
                throw new DatabaseException("the database at "
                        + connection.address().uri() + " does not hold the block that this result rests on, "
                        + head.get("tipHash") + ": load the rest with clayton neo4j load");
            }
        }

        private <R> void add(String cypher, Publication.Rows<R> rows, Function<R, List<@Nullable Object>> cells)
                throws IOException {
            long before = missing;
            addSome(cypher, rows, cells);
            if (missing > before) {
                throw new DatabaseException("the database at "
                        + connection.address().uri() + " lacks " + (missing - before)
                        + " of the nodes that this result tells of: was a range removed? Load it again with clayton"
                        + " neo4j load, then run this again");
            }
        }

        /// Rows whose nodes are not in the database count as missing.
        private <R> void addSome(String cypher, Publication.Rows<R> rows, Function<R, List<@Nullable Object>> cells)
                throws IOException {
            List<Object> batch = new ArrayList<>();
            rows.forEach(row -> {
                batch.add(cells.apply(row));
                if (batch.size() == BATCH) {
                    flush(cypher, batch);
                }
            });
            flush(cypher, batch);
        }

        private void flush(String cypher, List<Object> batch) throws IOException {
            if (batch.isEmpty()) {
                return;
            }
            if (!progress.goOn("publishing", done, 0)) {
                throw new CancellationException("stopped while results were published; the same command goes on");
            }
            Map<String, Object> parameters = parameters();
            parameters.put("rows", List.copyOf(batch));
            missing += batch.size() - write(cypher, parameters);
            done += batch.size();
            batch.clear();
        }

        /// Answers the number that the statement returns, or whether it returned anything.
        private long write(String cypher, Map<String, Object> parameters) throws IOException {
            Answer answer = connection.write(transaction -> Answer.of(transaction.run(cypher, parameters)));
            nodes += answer.counters().nodesCreated();
            relationships += answer.counters().relationshipsCreated();
            return answer.number();
        }
    }

    private record Answer(long number, SummaryCounters counters) {
        static Answer of(Result result) {
            List<Record> rows = result.list();
            long number = rows.isEmpty() ? 0 : number(rows.getFirst().get(0));
            return new Answer(number, result.consume().counters());
        }

        private static long number(Value value) {
            return value.type().name().equals("INTEGER") ? value.asLong() : 1;
        }
    }

    private static List<@Nullable Object> row(Publication.Origin origin) {
        return row(
                origin.isOutput() ? null : origin.txid().toString(),
                origin.isOutput() ? new OutPoint(origin.txid(), origin.vout()).toString() : null,
                origin.height(),
                origin.kind(),
                origin.label(),
                origin.sats(),
                origin.runs(),
                origin.mixed() ? true : null);
    }

    /// A tag is told from others by all that it says and by its publication.
    private static List<@Nullable Object> row(String publication, Publication.Attribution tag) {
        String key = tag.script() == null ? tag.subject() : BlockRows.hash(tag.script());
        List<@Nullable Object> said = Arrays.asList(
                tag.kind(),
                tag.subject(),
                tag.label(),
                tag.source(),
                tag.confidence(),
                tag.category(),
                tag.abuse(),
                tag.actor(),
                tag.context());
        List<@Nullable Object> row = new ArrayList<>(List.of(digest(publication, said), key));
        row.addAll(said);
        return row;
    }

    private static String digest(String publication, List<@Nullable Object> said) {
        StringBuilder text = new StringBuilder(publication);
        for (Object word : said) {
            text.append(word == null ? -1 : word.toString().length())
                    .append(':')
                    .append(word);
        }
        return BlockRows.hash(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }
}
