package clayton.evidence;

import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.taint.StopRule;
import clayton.taint.TraceHead;
import clayton.taint.TraceSettings;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Writes traces as an investigation in CASE/UCO 1.4 (JSON-LD): the action of tracing with the configured tool
/// that carried it out, what it was applied to, the results as files with their hashes, and a record of their
/// provenance. The ontology has no terms for transactions and outputs of a chain; they are observable objects
/// with facets of our own namespace, and relationships between them. Ids follow from the content, so the same
/// traces give the same bytes.
public final class CaseUco {
    private static final String NAMESPACE = "urn:clayton:vocabulary:";
    private static final Map<String, String> CONTEXT = context();

    private final TransactionGraph graph;
    private final OutputNames names;
    private final String version;
    private final String asked;

    public CaseUco(TransactionGraph graph, OutputNames names, String version, String asked) {
        this.graph = graph;
        this.names = names;
        this.version = version;
        this.asked = asked;
    }

    private static Map<String, String> context() {
        Map<String, String> context = new LinkedHashMap<>();
        context.put("kb", "urn:clayton:kb:");
        context.put("clayton", NAMESPACE);
        context.put("case-investigation", "https://ontology.caseontology.org/case/investigation/");
        String uco = "https://ontology.unifiedcyberontology.org/uco/";
        for (String part : List.of("action", "configuration", "core", "observable", "tool", "types", "vocabulary")) {
            context.put("uco-" + part, uco + part + "/");
        }
        context.put("xsd", "http://www.w3.org/2001/XMLSchema#");
        return context;
    }

    /// A result as the file that `clayton trace --json` writes.
    private record ResultFile(String name, long bytes, String sha256) {}

    /// Throws `CancellationException` if asked to stop.
    public void write(List<Traced> traced, Writer out, Progress progress) throws IOException {
        List<ResultFile> results = new ArrayList<>();
        for (Traced each : traced) {
            CountingDigest digest = new CountingDigest();
            try (Writer text = digest.writer()) {
                Json.write(TraceDocument.of(each, names, progress), text);
            }
            results.add(
                    new ResultFile(each.trace().settings().policy().name() + ".json", digest.bytes(), digest.hex()));
        }
        String seal = results.stream().map(ResultFile::sha256).collect(Collectors.joining(" "));
        Flow flow = Flow.of(graph, traced.getFirst(), progress);
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeObjectField("@context", CONTEXT);
            json.writeArrayFieldStart("@graph");
            investigation(json, traced, results, seal);
            flow.hops(hop -> transaction(json, hop));
            flow.outputs(output -> output(json, output));
            flow.hops(hop -> relationships(json, hop));
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static String id(String kind, String content) {
        return "kb:" + kind + "-" + UUID.nameUUIDFromBytes((kind + " " + content).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> thing(String id, Object type) {
        Map<String, Object> thing = new LinkedHashMap<>();
        thing.put("@id", id);
        thing.put("@type", type);
        return thing;
    }

    private static Map<String, String> to(String id) {
        return Map.of("@id", id);
    }

    private static Map<String, String> typed(String type, String value) {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("@type", type);
        typed.put("@value", value);
        return typed;
    }

    private static Map<String, String> integer(long value) {
        return typed("xsd:integer", String.valueOf(value));
    }

    private void investigation(JsonGenerator json, List<Traced> traced, List<ResultFile> results, String seal)
            throws IOException {
        TraceHead head = traced.getFirst().trace().head();
        List<Map<String, String>> files =
                results.stream().map(file -> to(id("result", file.sha256()))).toList();
        List<Map<String, String>> seeds = head.seeds().stream()
                .map(seed -> to(id("output", seed.outPoint() + "@" + seed.id())))
                .distinct()
                .toList();
        Map<String, Object> investigation = thing(id("investigation", seal), "case-investigation:Investigation");
        investigation.put("uco-core:name", "Tracing of satoshis");
        investigation.put("uco-core:description", asked);
        investigation.put(
                "uco-core:object",
                List.of(
                        to(id("action", seal)),
                        to(id("tool", seal)),
                        to(id("configuration", seal)),
                        to(id("provenance", seal)),
                        to(id("chain", head.tipHash().toString()))));
        json.writeObject(investigation);

        Map<String, Object> action = thing(id("action", seal), "case-investigation:InvestigativeAction");
        action.put("uco-core:name", "traced");
        action.put("uco-core:description", asked);
        action.put("uco-action:instrument", to(id("tool", seal)));
        List<Map<String, String>> objects = new ArrayList<>(seeds);
        objects.add(to(id("chain", head.tipHash().toString())));
        action.put("uco-action:object", objects);
        List<Map<String, String>> made = new ArrayList<>(files);
        made.add(to(id("provenance", seal)));
        action.put("uco-action:result", made);
        json.writeObject(action);

        Map<String, Object> tool = thing(id("tool", seal), "uco-tool:ConfiguredTool");
        tool.put("uco-core:name", "Clayton");
        tool.put("uco-tool:version", version);
        tool.put("uco-tool:toolType", "Bitcoin taint tracing");
        tool.put("uco-configuration:usesConfiguration", to(id("configuration", seal)));
        json.writeObject(tool);
        json.writeObject(configuration(traced, head, seal));

        Map<String, Object> provenance = thing(id("provenance", seal), "case-investigation:ProvenanceRecord");
        provenance.put("uco-core:description", "Results of the tracing, by policy, and what they rest on");
        provenance.put("uco-core:object", files);
        json.writeObject(provenance);

        Map<String, Object> chain = thing(id("chain", head.tipHash().toString()), "uco-observable:ObservableObject");
        Map<String, Object> facet = facet(id("chain-facet", head.tipHash().toString()), "clayton:ChainFacet");
        facet.put("clayton:network", head.network().name());
        facet.put("clayton:firstHeight", integer(head.from()));
        facet.put("clayton:lastHeight", integer(head.tip()));
        facet.put("clayton:lastBlockHash", typed("xsd:hexBinary", head.tipHash().toString()));
        chain.put("uco-core:hasFacet", List.of(facet));
        json.writeObject(chain);
        for (ResultFile file : results) {
            json.writeObject(file(file));
        }
    }

    private static Map<String, Object> configuration(List<Traced> traced, TraceHead head, String seal) {
        TraceSettings settings = head.settings();
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("direction", Direction.of(traced.getFirst().trace()).toString());
        entries.put(
                "policies",
                traced.stream()
                        .map(each -> each.trace().settings().policy().name())
                        .collect(Collectors.joining(",")));
        entries.put("coinbaseOrder", settings.coinbaseOrder().toString());
        entries.put("fees", settings.fees().toString());
        entries.put("until", String.valueOf(head.until()));
        entries.put("stopAt", settings.stops().stream().map(StopRule::name).collect(Collectors.joining(" ")));
        head.seeds()
                .forEach(seed -> entries.put(
                        "seed " + seed.outPoint() + " from " + seed.offsetSats(),
                        seed.lengthSats() + " satoshis, label " + seed.label()));
        List<Object> items = new ArrayList<>();
        entries.forEach((name, value) -> {
            Map<String, Object> item =
                    thing(id("configuration-entry", seal + name), "uco-configuration:ConfigurationEntry");
            item.put("uco-configuration:itemName", name);
            item.put("uco-configuration:itemValue", value);
            items.add(item);
        });
        Map<String, Object> configuration = thing(id("configuration", seal), "uco-configuration:Configuration");
        configuration.put("uco-configuration:configurationEntry", items);
        return configuration;
    }

    private static Map<String, Object> facet(String id, String type) {
        return thing(id, type.startsWith("clayton:") ? List.of(type, "uco-core:Facet") : type);
    }

    private static Map<String, Object> file(ResultFile file) {
        Map<String, Object> object = thing(id("result", file.sha256()), "uco-observable:File");
        Map<String, Object> name = facet(id("file-facet", file.sha256()), "uco-observable:FileFacet");
        name.put("uco-observable:fileName", file.name());
        name.put("uco-observable:sizeInBytes", integer(file.bytes()));
        Map<String, Object> hash = thing(id("hash", file.sha256()), "uco-types:Hash");
        hash.put("uco-types:hashMethod", typed("uco-vocabulary:HashNameVocab", "SHA256"));
        hash.put("uco-types:hashValue", typed("xsd:hexBinary", file.sha256()));
        Map<String, Object> content = facet(id("content-facet", file.sha256()), "uco-observable:ContentDataFacet");
        content.put("uco-observable:sizeInBytes", integer(file.bytes()));
        content.put("uco-observable:hash", List.of(hash));
        object.put("uco-core:hasFacet", List.of(name, content));
        return object;
    }

    private static String transactionId(Flow.Hop hop) {
        return id("transaction", hop.txid() + "@" + hop.id());
    }

    private static String outputId(Flow.Output output) {
        return id("output", output.outPoint() + "@" + output.id());
    }

    private void transaction(JsonGenerator json, Flow.Hop hop) throws IOException {
        Map<String, Object> object = thing(transactionId(hop), "uco-observable:ObservableObject");
        Map<String, Object> facet =
                facet(id("transaction-facet", hop.txid() + "@" + hop.id()), "clayton:TransactionFacet");
        facet.put("clayton:txid", typed("xsd:hexBinary", hop.txid().toString()));
        facet.put(
                "clayton:blockHash",
                typed("xsd:hexBinary", graph.blockHash(hop.height()).toString()));
        facet.put("clayton:height", integer(hop.height()));
        facet.put("clayton:indexInBlock", integer(OutputId.index(hop.id())));
        facet.put(
                "clayton:blockTime",
                typed(
                        "xsd:dateTime",
                        Instant.ofEpochSecond(Times.ofHeader(graph.header(hop.height())))
                                .toString()));
        facet.put("clayton:isCoinbase", hop.isCoinbase());
        object.put("uco-core:hasFacet", List.of(facet));
        json.writeObject(object);
    }

    private void output(JsonGenerator json, Flow.Output output) throws IOException {
        Map<String, Object> object = thing(outputId(output), "uco-observable:ObservableObject");
        Map<String, Object> facet =
                facet(id("output-facet", output.outPoint() + "@" + output.id()), "clayton:OutputFacet");
        facet.put("clayton:outpoint", output.name());
        if (output.valueSats() >= 0) {
            facet.put("clayton:valueSats", integer(output.valueSats()));
        }
        if (output.taintedSats().isPresent()) {
            facet.put("clayton:taintedSats", integer(output.taintedSats().getAsLong()));
        }
        facet.put("clayton:labels", FlowGraph.labels(output.labels()));
        output.state().ifPresent(state -> facet.put("clayton:state", state.toString()));
        output.reason().ifPresent(reason -> facet.put("clayton:reason", reason));
        facet.put("clayton:isSeed", output.seed());
        names.of(output.id()).ifPresent(name -> facet.put("clayton:paysTo", name));
        object.put("uco-core:hasFacet", List.of(facet));
        json.writeObject(object);
    }

    private static void relationships(JsonGenerator json, Flow.Hop hop) throws IOException {
        for (Flow.Output in : hop.in()) {
            json.writeObject(relationship(outputId(in), transactionId(hop), "Spent_By"));
        }
        for (Flow.Output out : hop.out()) {
            if (!out.arrived().isEmpty()) {
                json.writeObject(relationship(transactionId(hop), outputId(out), "Created"));
            }
        }
    }

    private static Map<String, Object> relationship(String source, String target, String kind) {
        Map<String, Object> relationship =
                thing(id("relationship", source + kind + target), "uco-observable:ObservableRelationship");
        relationship.put("uco-core:source", to(source));
        relationship.put("uco-core:target", to(target));
        relationship.put("uco-core:kindOfRelationship", kind);
        relationship.put("uco-core:isDirectional", true);
        return relationship;
    }
}
