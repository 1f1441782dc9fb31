package clayton.desktop.annotate;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.desktop.SampleBench;
import clayton.desktop.SampleLedger;
import clayton.desktop.session.Thing;
import clayton.desktop.workbench.Workbench;
import clayton.evidence.AttributionTag;
import clayton.evidence.CaseDocument.Element;
import clayton.workspace.SampleChain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnnotateViewModelTest {
    @TempDir
    private Path temp;

    private Workbench bench;
    private AnnotateViewModel annotate;
    private Thing loot = new Thing.Block(0);

    @BeforeEach
    void open() throws IOException {
        bench = SampleBench.open(SampleLedger.atOnce(), temp);
        annotate = bench.annotate();
        loot = new Thing.Output(bench.chain().graph().outputs(SampleChain.LOOT)[0]);
    }

    @AfterEach
    void close() {
        bench.ofCase().close();
    }

    private static String word(Remark remark) {
        return remark.kind() + " " + remark.words();
    }

    @Test
    void rowsThatAreSelectedTogetherGetTheLabelThoughTheyAreNotOnTheSheet() {
        bench.trace().seed(SampleChain.LOOT);
        bench.trace().trace();
        List<Thing> rows = bench.result().rows().stream()
                .<Thing>map(row -> new Thing.Output(row.output()))
                .toList();
        bench.select(rows);
        assertThat(annotate.selection().get().names()).hasSameSizeAs(rows);
        assertThat(bench.selected().get()).contains(rows.getLast());
        annotate.label("all of it");
        assertThat(annotate.annotations().get().marks().values())
                .hasSameSizeAs(rows)
                .containsOnly(new Mark("all of it", ""));
        bench.select(List.of(loot));
        assertThat(annotate.selection().get().names()).containsExactly(SampleChain.LOOT.toString());
    }

    @Test
    void allThatIsSelectedGetsTheLabelInOneStep() {
        bench.flow().show(loot);
        bench.flow().expandInputs();
        bench.flow().chooseAll();
        int things = annotate.selection().get().names().size();
        assertThat(things).isGreaterThan(3);
        annotate.label("  a group ");
        annotate.colour(Optional.of(Palette.GREEN));
        assertThat(annotate.annotations().get().marks().values())
                .hasSize(things)
                .containsOnly(new Mark("a group", Palette.GREEN.hex()));
        assertThat(bench.history().undoWords().get()).isEqualTo("Undo: colour " + things + " things");
        bench.history().undo();
        bench.history().undo();
        assertThat(annotate.annotations().get()).isEqualTo(Annotations.NONE);
        assertThat(bench.flow().signs().get()).isEmpty();
        bench.history().redo();
        assertThat(bench.flow().signs().get()).hasSize(things);
    }

    @Test
    void aTagOfAnAddressIsOnTheSheetInTheInspectorAndInTheTableWithItsSourceAndConfidence() {
        bench.trace().seed(SampleChain.LOOT);
        bench.trace().trace();
        bench.selected().set(Optional.of(loot));
        String address = annotate.selection().get().addresses().getFirst();
        annotate.tag(true, "thief", "report 7", "forensic");
        assertThat(annotate.annotations().get().tags())
                .containsExactly(AttributionTag.of("address", address, "thief", "report 7", "forensic"));
        assertThat(bench.result().rows())
                .filteredOn(row -> row.address().equals(address))
                .isNotEmpty()
                .allMatch(row -> row.tag().contains("thief (report 7, forensic)"));
        assertThat(bench.inspector().shown().get().facts())
                .anyMatch(fact -> fact.name().equals("Tag") && fact.value().contains("thief (report 7, forensic)"));
        assertThat(annotate.said())
                .anySatisfy(remark -> assertThat(List.of(remark.words(), remark.source(), remark.confidence()))
                        .containsExactly("thief", "report 7", "forensic"));
        assertThat(bench.chain().tags().labels(address)).contains("thief");
        bench.history().undo();
        assertThat(bench.chain().tags().labels(address)).doesNotContain("thief");
        assertThat(bench.result().rows()).noneMatch(row -> row.tag().contains("thief"));
    }

    @Test
    void aTagOfAnOutputIsDrawnWithItAndNeedsASource() {
        bench.flow().show(loot);
        annotate.tag(false, "loot", " ", "forensic");
        assertThat(annotate.status().get()).isEqualTo("A tag needs a label and a source.");
        annotate.tag(false, "loot", "report 7", "forensic");
        assertThat(bench.flow().signs().get().get(loot).tags()).isEqualTo("loot (forensic)");
    }

    @Test
    void notesAreOnTheThingOrOnTheCaseAndGoAgain() {
        annotate.note("on the case");
        bench.flow().show(loot);
        annotate.note("on the loot");
        assertThat(annotate.all())
                .extracting(AnnotateViewModelTest::word)
                .containsExactly("Note on the case", "Note on the loot");
        assertThat(annotate.said()).extracting(AnnotateViewModelTest::word).containsExactly("Note on the loot");
        annotate.remove(annotate.said().getFirst());
        assertThat(annotate.said()).isEmpty();
        assertThat(bench.history().undoWords().get()).isEqualTo("Undo: remove a note");
    }

    @Test
    void marksOfWhatIsNotOnTheSheetAreElementsWithoutAPlace() {
        bench.flow().show(loot);
        annotate.label("Loot");
        List<Element> elements = annotate.annotations().get().elements(List.of());
        assertThat(elements).singleElement().satisfies(element -> {
            assertThat(element.kind()).isEqualTo("output");
            assertThat(element.id()).isEqualTo(SampleChain.LOOT.toString());
            assertThat(element.x()).isNull();
            assertThat(element.label()).isEqualTo("Loot");
        });
    }

    @Test
    void aColourThatIsNoneOfOursIsKeptAndNotDrawnIfItIsNoColour() {
        assertThat(new clayton.desktop.flow.Sign("", "url(x)", "", false, "").colour())
                .isEmpty();
    }
}
