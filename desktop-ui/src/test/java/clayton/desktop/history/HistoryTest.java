package clayton.desktop.history;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.desktop.history.History.Deed;
import clayton.desktop.session.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HistoryTest {
    private final History history = new History(new Texts(Locale.ENGLISH));
    private final List<String> seen = new ArrayList<>();

    private History.Step step(String name) {
        return history.did(Deed.of("clear"), () -> seen.add("-" + name), () -> seen.add("+" + name));
    }

    @Test
    void stepsGoBackInReverseAndForwardInOrder() {
        step("a");
        step("b");
        history.undo();
        history.undo();
        history.undo();
        history.redo();
        assertThat(seen).containsExactly("-b", "-a", "+a");
        assertThat(history.redoWords().get()).isEqualTo("Redo: clear the sheet");
        step("c");
        assertThat(history.canRedo().get()).isFalse();
    }

    @Test
    void whatFollowsFromTheLastStepIsAPartOfItAndElseAStepOfItsOwn() {
        History.Step cause = step("trace");
        history.followed(Optional.of(cause), Deed.of("show-trace"), () -> seen.add("-sheet"), () -> seen.add("+sheet"));
        history.undo();
        assertThat(seen).containsExactly("-sheet", "-trace");
        history.redo();
        assertThat(seen).endsWith("+trace", "+sheet");
        step("other");
        history.followed(Optional.of(cause), Deed.of("show-trace"), () -> seen.add("-late"), () -> {});
        history.undo();
        assertThat(seen).endsWith("-late");
        assertThat(history.undoWords().get()).isEqualTo("Undo: clear the sheet");
    }

    @Test
    void everyStepUndoAndRedoIsTold() {
        List<Deed> told = new ArrayList<>();
        history.tell(told::add);
        history.did(Deed.of("move", 3), () -> {}, () -> {});
        history.undo();
        history.redo();
        assertThat(told).extracting(Deed::action).containsExactly("move", "undo", "redo");
        assertThat(told.getLast().options()).containsEntry("step", "move").containsEntry("count", "3");
    }
}
