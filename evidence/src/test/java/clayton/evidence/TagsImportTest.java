package clayton.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of tags of every form, sound and hostile.
final class TagsImportTest {
    private static final String ARCHIVE = "1Archive1n2C579dMsAu3iC6tWzuQJz8dN";
    private static final String WALLET = "bc1q34aq5drpuwy3wgl9lhup9892qp6svr8ldzyy7c";
    private static final String TXID = "f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16";

    private static final String PACK = """
            ---
            title: A pack
            creator: Jane
            description: For tests
            is_public: false
            currency: BTC
            network: BTC
            lastmod: 2019-03-15
            confidence: service_data
            source: https://example.com
            category: organization
            tags:
              - address: %s
                label: Internet Archive
                concepts: [donation, made_up_concept]
                abuse: scam
                actor: internet_archive
                context: '{"count": 42}'
                is_cluster_definer: true
                tag_type: actor
                strange: 42
              - tx_hash: %s
                label: first payment
                confidence: ownership
                source: a book
                category: person
              - address: "0xFA8E3920daF271daB92Be9B87d9998DDd94FEF08"
                label: Internet Archive
                currency: ETH
              - address: nonsense
                label: x
            """.formatted(ARCHIVE, TXID);

    private static final String SDN = """
            <?xml version="1.0" encoding="utf-8"?>
            <Sanctions xmlns="https://example.com/advanced">
            <DateOfIssue CalendarTypeID="1"><Year>2024</Year><Month>1</Month><Day>5</Day></DateOfIssue>
            <ReferenceValueSets><FeatureTypeValues>
            <FeatureType ID="344">Digital Currency Address - XBT</FeatureType>
            <FeatureType ID="345">Digital Currency Address - ETH</FeatureType><FeatureType ID="9">Birthdate</FeatureType>
            </FeatureTypeValues></ReferenceValueSets>
            <DistinctParties><DistinctParty FixedRef="21386"><Comment/><Profile ID="1"><Identity ID="1">
            <Alias Primary="false"><DocumentedName><DocumentedNamePart><NamePartValue>Johnny</NamePartValue>
            </DocumentedNamePart></DocumentedName></Alias>
            <Alias Primary="true"><DocumentedName><DocumentedNamePart><NamePartValue>DOE</NamePartValue>
            </DocumentedNamePart><DocumentedNamePart><NamePartValue>John</NamePartValue></DocumentedNamePart>
            </DocumentedName></Alias></Identity>
            <Feature ID="1" FeatureTypeID="344"><FeatureVersion><VersionDetail>%s</VersionDetail></FeatureVersion></Feature>
            <Feature ID="2" FeatureTypeID="345"><FeatureVersion><VersionDetail>0x90</VersionDetail></FeatureVersion></Feature>
            <Feature ID="3" FeatureTypeID="9"><FeatureVersion><VersionDetail>1970</VersionDetail></FeatureVersion></Feature>
            </Profile></DistinctParty></DistinctParties></Sanctions>
            """.formatted(ARCHIVE);

    @TempDir
    private Path folder;

    @Test
    void tagsOfATagPackInheritTheHeaderAndKeepWhatIsNotKnown() throws IOException {
        TagsImport.Imported imported = imported("a.yaml", PACK);
        assertThat(imported.form()).isEqualTo("TagPack");
        assertThat(imported.tags()).hasSize(2);
        AttributionTag tag = imported.tags().getFirst();
        assertThat(tag.subject()).isEqualTo(ARCHIVE);
        assertThat(tag.source()).isEqualTo("https://example.com");
        assertThat(tag.confidence()).isEqualTo("service_data");
        assertThat(tag.lastmod()).isEqualTo("2019-03-15");
        assertThat(tag.category()).isEqualTo("organization");
        assertThat(tag.abuse()).isEqualTo("scam");
        assertThat(tag.actor()).isEqualTo("internet_archive");
        assertThat(tag.context()).isEqualTo("{\"count\": 42}");
        assertThat(tag.tagType()).isEqualTo("actor");
        assertThat(tag.clusterDefiner()).isTrue();
        assertThat(tag.concepts()).containsExactly("donation", "made_up_concept");
        assertThat(tag.other()).containsExactly(entry("strange", "42"));
        assertThat(tag.pack()).isEqualTo(new AttributionTag.Pack("A pack", "Jane", "For tests", null, false));
        AttributionTag payment = imported.tags().get(1);
        assertThat(payment.kind()).isEqualTo("tx");
        assertThat(payment.confidence()).isEqualTo("ownership");
        assertThat(payment.source()).isEqualTo("a book");
        assertThat(imported.leftOut())
                .containsEntry("tags of ETH", 1)
                .containsEntry("tags whose address is none of any Bitcoin network", 1);
    }

    @Test
    void whatIsWrittenAsATagPackReadsAsTheSameTags() throws IOException {
        List<AttributionTag> tags = imported("a.yaml", PACK).tags();
        StringWriter out = new StringWriter();
        TagPackFile.write("T: \"x\" # \u202e\ud83d\ude00", "C\n", tags, out);
        assertThat(out.toString()).matches("\\p{ASCII}*");
        List<AttributionTag> again = imported("b.yaml", out.toString()).tags();
        assertThat(again).hasSameSizeAs(tags);
        for (int i = 0; i < tags.size(); i++) {
            assertThat(again.get(i))
                    .usingRecursiveComparison()
                    .ignoringFields("pack")
                    .isEqualTo(tags.get(i));
        }
        assertThat(again.getFirst().pack())
                .extracting(AttributionTag.Pack::title)
                .isEqualTo("T: \"x\" # \u202e\ud83d\ude00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title: !!javax.script.ScriptEngineManager [x]\ncreator: x\ntags: []\n",
                "title: !!java.net.URL http://127.0.0.1/\ncreator: x\ntags: []\n",
                "title: x\ntitle: y\ncreator: x\ntags: []\n",
                "title: &a x\ncreator: *a\ntags: []\n",
                "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\ntitle: x\ncreator: y\ntags: []\n",
                "title: x\ncreator: y\ntags: &t\n  - *t\n",
                "title: [[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]\ncreator: x\ntags: []\n",
                "title: x\ncreator: \"unfinished\ntags: []\n",
                "title: x\ntags: []\n",
                "title: x\ncreator: y\n",
                "title: x\ncreator: y\ntags:\n  - address: " + ARCHIVE + "\n    label: x\n    source: y\n",
                "title: x\ncreator: y\ncurrency: BTC\ntags:\n  - address: " + ARCHIVE + "\n    source: y\n",
                "title: x\ncreator: y\ncurrency: BTC\nsource: z\ntags:\n  - label: x\n",
                "title: x\ncreator: y\ncurrency: BTC\nsource: z\ntags:\n  - 7\n",
            })
    void aTagPackThatIsNoPlainDataIsRefusedWithASentence(String text) {
        assertThatThrownBy(() -> imported("bad.yaml", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bad.yaml: ");
    }

    @Test
    void aDeepTagPackDoesNotOverflowTheStack() {
        String deep = "title: " + "[".repeat(200_000);
        assertThatThrownBy(() -> imported("deep.yaml", deep)).hasMessageContaining("more than 16 levels");
    }

    @Test
    void addressesOfTheSdnListComeWithThePrimaryNameAndOthersAreCounted() throws IOException {
        TagsImport.Imported imported = imported("sdn.xml", SDN);
        assertThat(imported.form()).isEqualTo("OFAC SDN list");
        assertThat(imported.tags()).singleElement().satisfies(tag -> {
            assertThat(tag.subject()).isEqualTo(ARCHIVE);
            assertThat(tag.label()).isEqualTo("DOE John");
            assertThat(tag.confidence()).isEqualTo("authority_data");
            assertThat(tag.source()).isEqualTo("OFAC SDN list");
            assertThat(tag.lastmod()).isEqualTo("2024-01-05");
            assertThat(tag.context()).isEqualTo("SDN party 21386");
        });
        assertThat(imported.leftOut()).containsOnlyKeys("addresses of ETH");
    }

    @Test
    void anSdnListWithADoctypeIsRefusedAndFetchesNothing() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "CANARY");
        String entity = SDN.replace(
                        "<Sanctions",
                        "<!DOCTYPE Sanctions [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>\n<Sanctions")
                .replace("DOE", "&x;");
        assertThatThrownBy(() -> imported("xxe.xml", entity))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DOCTYPE")
                .hasMessageNotContaining("CANARY");
    }

    @Test
    void aBillionLaughsAreRefused() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE Sanctions [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 20; i++) {
            laughs.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        String text = SDN.replace("<Sanctions", laughs + "]><Sanctions").replace("DOE", "&l19;");
        assertThatThrownBy(() -> imported("laughs.xml", text)).hasMessageContaining("DOCTYPE");
    }

    @Test
    void aHugeTextNodeEndsTheImportBeforeItFillsTheMemory() throws IOException {
        Path huge = folder.resolve("huge.xml");
        byte[] piece = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(huge))) {
            out.write(SDN.substring(0, SDN.indexOf("<DistinctParties>")).getBytes(StandardCharsets.UTF_8));
            out.write("<DistinctParties><Comment>".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 1024; i++) {
                out.write(piece);
            }
        }
        assertThatThrownBy(() -> TagsImport.read(huge, TagsImport.Defaults.NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bytes of it hold no element");
    }

    @Test
    void aDeepSdnListIsRefused() {
        String deep = SDN.replace("<DistinctParties>", "<x>".repeat(100_000));
        assertThatThrownBy(() -> imported("deep.xml", deep)).hasMessageContaining("more than 64 levels");
    }

    @Test
    void xmlThatIsNoSdnListIsSaidSo() {
        assertThatThrownBy(() -> imported("other.xml", "<a><b/></a>")).hasMessageContaining("no list of OFAC's");
        assertThatThrownBy(() -> imported("broken.xml", SDN.substring(0, 900))).hasMessageContaining("line ");
    }

    @Test
    void walletLabelsOfAddressesTransactionsAndOutputsAreRead() throws IOException {
        TagsImport.Imported imported = imported("labels.jsonl", """
                {"type":"addr","ref":"%s","label":"Mine"}
                {"type":"tx","ref":"%s","label":"Paid","origin":"wpkh([d34db33f/84'/0'/1'])"}
                {"type":"output","ref":"%s:1","label":"Rest","spendable":false}
                {"type":"output","ref":"%s:0","spendable":true}
                {"type":"xpub","ref":"xpub6","label":"X"}
                """.formatted(WALLET, TXID, TXID, TXID));
        assertThat(imported.tags()).extracting(AttributionTag::kind).containsExactly("address", "tx", "output");
        assertThat(imported.tags()).extracting(AttributionTag::label).containsExactly("Mine", "Paid", "Rest");
        assertThat(imported.leftOut())
                .containsEntry("labels of type xpub", 1)
                .containsEntry("entries without a label", 1);
        assertThatThrownBy(() -> imported("bad.jsonl", "{\"type\":\"tx\",\"ref\":\"" + TXID + "\"}\n{\"type\":"))
                .hasMessageContaining("bad.jsonl: line 2");
    }

    @Test
    void listsOfAddressesTakeTheirSourceAndConfidenceFromTheirColumnsOrTheCaller() throws IOException {
        Path bare = Files.writeString(folder.resolve("bare.txt"), "# found\n" + ARCHIVE + "\n" + WALLET + ",a, b\n");
        TagsImport.Defaults defaults =
                new TagsImport.Defaults(Optional.of("report 7"), Optional.of("forensic"), Optional.of("ransom"));
        List<AttributionTag> tags = TagsImport.read(bare, defaults).tags();
        assertThat(tags).extracting(AttributionTag::label).containsExactly("ransom", "a, b");
        assertThat(tags)
                .allMatch(tag ->
                        tag.source().equals("report 7") && tag.confidence().equals("forensic"));
        AttributionTag named = imported(
                        "named.csv",
                        "label,address,source,confidence\n\"a \"\"b\"\", c\"," + ARCHIVE + ",s,web_crawl\n")
                .tags()
                .getFirst();
        assertThat(named.label()).isEqualTo("a \"b\", c");
        assertThat(named.source()).isEqualTo("s");
        assertThat(named.confidence()).isEqualTo("web_crawl");
        assertThat(imported("upper.txt", WALLET.toUpperCase(Locale.ROOT)).tags())
                .extracting(AttributionTag::subject)
                .containsExactly(WALLET);
    }

    @Test
    void aStoreKeepsTagsSortedAndTakesTheSameTagOnce() throws IOException {
        Path file = folder.resolve("data/tags.json");
        TagStore store = TagStore.open(file);
        assertThat(store.add(imported("a.yaml", PACK).tags())).isEqualTo(2);
        assertThat(store.add(imported("a.yaml", PACK).tags())).isZero();
        store.save();
        byte[] bytes = Files.readAllBytes(file);
        TagStore again = TagStore.open(file);
        assertThat(again.tags()).isEqualTo(store.tags()).isSorted();
        again.save();
        assertThat(file).hasBinaryContent(bytes);
        Files.writeString(file, "{\"schema\":");
        assertThatThrownBy(() -> TagStore.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void findingsThatRestOnAHeuristicNeverClaimMore() {
        assertThat(Confidence.weaker("ownership", "heuristic")).isEqualTo("heuristic");
        assertThat(Confidence.weaker("unknown", "heuristic")).isEqualTo("unknown");
        assertThat(Confidence.level("never heard of")).isEqualTo(Confidence.level("unknown"));
    }

    private TagsImport.Imported imported(String name, String text) throws IOException {
        return TagsImport.read(Files.writeString(folder.resolve(name), text), TagsImport.Defaults.NONE);
    }
}
