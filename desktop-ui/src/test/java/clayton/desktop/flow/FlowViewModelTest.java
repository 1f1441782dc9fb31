package clayton.desktop.flow;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.desktop.SampleLedger;
import clayton.desktop.flow.Holders.By;
import clayton.desktop.history.History;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Subjects;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import clayton.desktop.session.Work;
import clayton.evidence.AttributionTag;
import clayton.evidence.CaseDocument.Element;
import clayton.evidence.TagStore;
import clayton.workspace.SampleChain;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FlowViewModelTest {
    private OpenChain chain;
    private FlowViewModel flow;
    private History history;
    private long loot;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean waits;

    @BeforeEach
    void open() throws IOException {
        chain = SampleLedger.open();
        Texts texts = new Texts(Locale.ENGLISH);
        history = new History(texts);
        flow = new FlowViewModel(
                new Work(this::takeUp, Runnable::run),
                texts,
                chain,
                new SimpleObjectProperty<>(Optional.empty()),
                history);
        loot = chain.graph().outputs(SampleChain.LOOT)[0];
    }

    @AfterEach
    void close() throws IOException {
        chain.close();
    }

    private void takeUp(Runnable task) {
        if (waits) {
            waiting.add(task);
        } else {
            task.run();
        }
    }

    private Sheet sheet() {
        return flow.sheet().get();
    }

    @Test
    void whatStandsIsNeverMovedByWhatComesLater() {
        flow.show(new Thing.Output(loot));
        String key = sheet().spots().keySet().iterator().next();
        flow.drag(key, 300, -70);
        flow.drag(key, 33, -7);
        flow.drop();
        Map<String, Spot> before = sheet().spots();
        Set<String> keys = new HashSet<>(before.keySet());
        flow.expandInputs();
        flow.nextSpend();
        flow.expandOutputs();
        assertThat(sheet().spots().size()).isGreaterThan(before.size());
        keys.retainAll(sheet().spots().keySet());
        assertThat(keys).isNotEmpty();
        assertThat(keys)
                .allSatisfy(each -> assertThat(sheet().spots().get(each)).isEqualTo(before.get(each)));
    }

    @Test
    void newBoxesDoNotStandOnOthers() {
        flow.show(new Thing.Output(loot));
        for (int i = 0; i < 4; i++) {
            flow.expandInputs();
            flow.nextSpend();
        }
        FlowScene scene = new FlowScene(sheet());
        for (FlowScene.Box one : scene.boxes) {
            assertThat(scene.boxes.stream()
                            .filter(other ->
                                    !other.node().key().equals(one.node().key()))
                            .filter(other -> other.holds(one.x(), one.y()))
                            .map(other ->
                                    other.node().key() + " on " + one.node().key()))
                    .isEmpty();
        }
    }

    @Test
    void everyStepCanBeUndoneAndDoneAgain() {
        flow.show(new Thing.Output(loot));
        Sheet one = sheet();
        flow.expandInputs();
        Sheet two = sheet();
        String key = two.spots().keySet().iterator().next();
        flow.drag(key, 5, 5);
        flow.drag(key, 5, 5);
        flow.drop();
        assertThat(history.undoWords().get()).isEqualTo("Undo: move a box");
        history.undo();
        assertThat(sheet()).isEqualTo(two);
        history.undo();
        assertThat(sheet()).isEqualTo(one);
        history.redo();
        assertThat(sheet()).isEqualTo(two);
        assertThat(history.canRedo().get()).isTrue();
        flow.clear();
        assertThat(history.canRedo().get()).isFalse();
    }

    @Test
    void whatIsSelectedTogetherMovesAndGoesTogether() {
        flow.show(new Thing.Output(loot));
        flow.expandInputs();
        flow.nextSpend();
        Sheet before = sheet();
        flow.chooseAll();
        String one = before.spots().keySet().iterator().next();
        flow.drag(one, 10, 20);
        flow.drop();
        assertThat(history.undoWords().get())
                .isEqualTo("Undo: move " + before.spots().size() + " boxes");
        assertThat(sheet().spots())
                .allSatisfy((key, spot) -> assertThat(spot)
                        .isEqualTo(new Spot(
                                before.spots().get(key).x() + 10,
                                before.spots().get(key).y() + 20)));
        assertThat(sheet().pinned()).isEqualTo(before.spots().keySet());
        flow.remove();
        assertThat(sheet().graph().transactions()).isEmpty();
        history.undo();
        history.undo();
        assertThat(sheet()).isEqualTo(before);
    }

    @Test
    void aKeptSheetComesBackAsItWas() throws IOException {
        flow.show(new Thing.Output(loot));
        flow.expandInputs();
        flow.nextSpend();
        flow.show(new Thing.Transaction(findLarge()));
        flow.toggleHidden();
        String moved = sheet().spots().keySet().iterator().next();
        flow.drag(moved, 123.5, -45.25);
        flow.drop();
        Subjects subjects = new Subjects(chain);
        Element elsewhere = new Element("exchange", "somebody", 1.0, 2.0, null, false, null, null, null);
        List<Element> elements = new ArrayList<>(flow.kept().elements(subjects));
        elements.add(elsewhere);
        Sheet before = sheet();
        flow.clear();
        flow.restore(elements, Holders.By.OUTPUTS, subjects, Taint.NONE, true);
        assertThat(sheet().spots()).isEqualTo(before.spots());
        assertThat(sheet().pinned()).containsExactly(moved);
        assertThat(sheet().graph().openOutputs()).isEqualTo(before.graph().openOutputs());
        assertThat(flow.kept().elements(subjects)).containsExactlyInAnyOrderElementsOf(elements);
    }

    @Test
    void largeTransactionsFoldAndUnfold() throws IOException {
        long large = findLarge();
        flow.show(new Thing.Transaction(large));
        assertThat(ends(FlowNode.Kind.MORE_OUTPUTS)).isEqualTo(1);
        int folded = flow.boxes();
        flow.open(sheet().picture().nodes().values().stream()
                .filter(node -> node.kind() == FlowNode.Kind.MORE_OUTPUTS)
                .findFirst()
                .orElseThrow());
        assertThat(flow.boxes()).isGreaterThan(folded);
    }

    private long ends(FlowNode.Kind kind) {
        return sheet().picture().nodes().values().stream()
                .filter(node -> node.kind() == kind)
                .count();
    }

    @Test
    void aSheetByAddressesOrClustersCanBeUndoneAndKept() throws IOException {
        flow.show(new Thing.Output(loot));
        flow.expandInputs();
        flow.nextSpend();
        Sheet outputs = sheet();
        for (By by : List.of(By.ADDRESSES, By.CLUSTERS)) {
            flow.show(by);
            FlowNode holder =
                    flow.selection().nodeOf(Optional.of(new Thing.Output(loot))).orElseThrow();
            flow.drag(holder.key(), 3, 4);
            flow.drop();
            Sheet before = sheet();
            Subjects subjects = new Subjects(chain);
            List<Element> elements = flow.kept().elements(subjects);
            assertThat(flow.kept().by()).isEqualTo(by);
            flow.clear();
            assertThat(flow.by().get()).isEqualTo(by);
            flow.restore(elements, by, subjects, Taint.NONE, true);
            assertThat(flow.by().get()).isEqualTo(by);
            assertThat(sheet().spots()).isEqualTo(before.spots());
            assertThat(sheet().pinned()).containsExactly(holder.key());
            assertThat(flow.kept().elements(subjects)).containsExactlyInAnyOrderElementsOf(elements);
        }
        for (int i = 0; i < 6; i++) {
            history.undo();
        }
        assertThat(sheet()).isEqualTo(outputs);
        history.redo();
        assertThat(flow.by().get()).isEqualTo(By.ADDRESSES);
    }

    @Test
    void whoeverGoesBackToOutputsFindsThemWhereTheyStood() {
        flow.show(new Thing.Output(loot));
        String key = sheet().spots().keySet().iterator().next();
        flow.drag(key, 300, -70);
        flow.drop();
        Map<String, Spot> before = sheet().spots();
        flow.show(By.ADDRESSES);
        assertThat(sheet().spots()).isNotEqualTo(before);
        flow.show(By.OUTPUTS);
        assertThat(sheet().spots()).isEqualTo(before);
        assertThat(sheet().pinned()).containsExactly(key);
    }

    @Test
    void whatIsMovedWhileOtherBoxesAreMadeReadyKeepsItsPlace() {
        flow.show(new Thing.Output(loot));
        String box = sheet().spots().keySet().stream()
                .filter(key -> key.startsWith("t"))
                .findFirst()
                .orElseThrow();
        Sheet outputs = sheet();
        waits = true;
        flow.show(By.ADDRESSES);
        flow.drag(box, 300, -70);
        Spot moved = sheet().spots().get(box);
        waiting.remove().run();
        assertThat(flow.by().get()).isEqualTo(By.ADDRESSES);
        assertThat(sheet().spots()).containsEntry(box, moved);
        assertThat(sheet().pinned()).containsExactly(box);
        flow.drag(box, 1, 2);
        flow.drop();
        flow.show(By.OUTPUTS);
        waiting.remove().run();
        assertThat(sheet().spots()).as("where it was left").containsEntry(box, moved);
        history.undo();
        assertThat(sheet().spots()).containsEntry(box, new Spot(moved.x() + 1, moved.y() + 2));
        history.undo();
        assertThat(sheet().spots()).containsEntry(box, moved);
        history.undo();
        assertThat(history.undoWords().get()).isEqualTo("Undo: move a box");
        history.undo();
        assertThat(sheet()).isEqualTo(outputs);
    }

    @Test
    void aTagGivenWhileTheSheetGrowsIsOnItAfterwards() throws IOException {
        flow.show(new Thing.Output(loot));
        String address = chain.names().of(loot).orElseThrow();
        waits = true;
        flow.expandInputs();
        chain.takeCaseTags(TagStore.ofAddresses(
                List.of(AttributionTag.of(AttributionTag.ADDRESS, address, "thief", "report 7", "forensic"))));
        assertThat(sheet().graph().relabelled(each -> chain.tagOf(Optional.of(each))))
                .isPresent();
        flow.relabel();
        waiting.remove().run();
        assertThat(sheet().graph().transactions()).hasSizeGreaterThan(1);
        assertThat(sheet().graph().relabelled(each -> chain.tagOf(Optional.of(each))))
                .isEmpty();
    }

    @Test
    void anUndoWhileABoxIsDraggedEndsTheDrag() {
        flow.show(new Thing.Output(loot));
        Sheet one = sheet();
        flow.expandInputs();
        flow.drag(one.spots().keySet().iterator().next(), 30, 40);
        history.undo();
        flow.drop();
        assertThat(sheet()).isEqualTo(one);
        assertThat(history.canRedo().get()).isTrue();
    }

    @Test
    void anAddressShowsMoreOfItsTransactions() throws IOException {
        flow.show(new Thing.Output(loot));
        flow.show(By.ADDRESSES);
        FlowNode holder =
                flow.selection().nodeOf(Optional.of(new Thing.Output(loot))).orElseThrow();
        flow.selection().select(Optional.of(holder));
        assertThat(flow.things())
                .containsExactly(new Thing.Address(chain.names().of(loot).orElseThrow()));
        flow.open(holder);
        assertThat(sheet().graph().transactions()).hasSize(2);
        FlowNode grown = sheet().picture().nodes().get(holder.key());
        assertThat(grown.sats()).isEqualTo(holder.sats());
        assertThat(sheet().picture().edges()).anyMatch(edge -> edge.from().equals(holder.key()));
    }

    /// A transaction of many outputs.
    private long findLarge() throws IOException {
        clayton.chain.TransactionView view = new clayton.chain.TransactionView();
        for (int height = chain.graph().to(); height > 0; height--) {
            for (int index = 0; index < chain.graph().transactionsIn(height); index++) {
                chain.graph().read(clayton.chain.OutputId.of(height, index, 0), view);
                if (view.outputs > 100) {
                    return view.id;
                }
            }
        }
        throw new AssertionError("the sample has a transaction of 300 outputs");
    }

    @Test
    void noLineOfALaidOutPictureRunsBackInTimeAcrossAges() {
        FlowPicture picture = MadeUpPicture.of(200);
        Map<String, Spot> spots = FlowLayout.arrange(picture);
        assertThat(spots).hasSize(200);
        for (FlowEdge edge : picture.edges()) {
            assertThat(spots.get(edge.to()).x())
                    .isGreaterThan(spots.get(edge.from()).x());
        }
    }
}
