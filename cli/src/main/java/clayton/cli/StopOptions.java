package clayton.cli;

import clayton.chain.Tags;
import clayton.chain.TransactionGraph;
import clayton.clustering.CoinJoins;
import clayton.evidence.OutputNames;
import clayton.evidence.StopWords;
import clayton.taint.StopRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say where taint ends before it is unspent.
final class StopOptions {
    @Option(
            names = "--stop-at",
            paramLabel = "RULE",
            description = "where taint ends before it is unspent: tags (outputs of tagged addresses), tag:LABEL,"
                    + " coinjoin, hops:N, amount:SAT (less than that is left), height:H; repeatable")
    private List<String> stops = List.of();

    @Option(names = "--tags", paramLabel = "FILE", description = ImportedTags.OPTION)
    private @Nullable Path file;

    private final Map<String, String> environment;

    StopOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /// A stop rule that was asked for, before there is a graph.
    private interface Wanted {
        StopRule in(TransactionGraph graph) throws IOException;
    }

    /// The file of tags that was named.
    Optional<Path> tagsFile() {
        return Optional.ofNullable(file);
    }

    Tags tags() throws IOException {
        return ImportedTags.of(file, environment).tags();
    }

    /// Throws `IllegalArgumentException` with the forms of rules that are understood, or with what a rule lacks.
    void check() throws IOException {
        rules(tags());
    }

    /// The words of the rules, in the order in which they were given.
    List<String> words() {
        return stops;
    }

    /// The rules over this graph, in the order in which they were given.
    List<StopRule> in(TransactionGraph graph, Tags tags) throws IOException {
        List<StopRule> rules = new ArrayList<>();
        for (Wanted wanted : rules(tags)) {
            rules.add(wanted.in(graph));
        }
        return rules;
    }

    private List<Wanted> rules(Tags tags) {
        return stops.stream().map(words -> rule(words, tags)).toList();
    }

    private Wanted rule(String words, Tags tags) {
        if (words.equals(StopWords.COINJOIN)) {
            return graph -> StopWords.atCoinJoins(new CoinJoins(graph)::contains, graph);
        }
        if (words.equals(StopWords.TAGS)) {
            return atTags(words, tags, tags.labels());
        }
        if (words.startsWith(StopWords.ONE_TAG)) {
            return atTags(words, tags, new TreeSet<>(List.of(words.substring(StopWords.ONE_TAG.length()))));
        }
        StopRule rule = StopWords.numbered(words);
        return graph -> rule;
    }

    /// Only outputs that pay an address are looked up, and only where taint arrives.
    private Wanted atTags(String words, Tags tags, SortedSet<String> labels) {
        if (tags.isEmpty()) {
            throw new IllegalArgumentException("--stop-at " + words
                    + " needs --tags FILE, which says to whom addresses belong, or tags that were imported before");
        }
        if (!tags.labels().containsAll(labels)) {
            throw new IllegalArgumentException("no address in " + (file == null ? "the imported tags" : file)
                    + " has the label '" + labels.first() + "' of --stop-at " + words);
        }
        return graph -> StopWords.atTags(words, new OutputNames(graph), tags, labels);
    }
}
