package clayton.desktop.history;

import clayton.desktop.session.Texts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// All that was done to a case in this window, in order, so that it can be undone and done again. Whoever changes
/// something says how to go back and how to come here again, both of which must work without failing and at once.
public final class History {
    private static final int STEPS_KEPT = 100;

    private final Texts texts;
    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper undoWords = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper redoWords = new ReadOnlyStringWrapper("");
    private Consumer<Deed> told = deed -> {};

    public History(Texts texts) {
        this.texts = texts;
        renew();
    }

    /// What was done to how many things: `action` as the case's log has it, with its options.
    public record Deed(String action, int count, SortedMap<String, String> options) {
        public Deed {
            options = new TreeMap<>(options);
        }

        public static Deed of(String action, int count) {
            return new Deed(action, count, new TreeMap<>(Map.of("count", Integer.toString(count))));
        }

        public static Deed of(String action) {
            return new Deed(action, 1, new TreeMap<>());
        }

        private Deed taken(String how) {
            SortedMap<String, String> of = new TreeMap<>(options);
            of.put("step", action);
            return new Deed(how, count, of);
        }
    }

    /// Something that was done, and can grow by what follows from it.
    public static final class Step {
        private final Deed deed;
        private final List<Runnable> back = new ArrayList<>();
        private final List<Runnable> again = new ArrayList<>();

        private Step(Deed deed) {
            this.deed = deed;
        }

        private void add(Runnable undo, Runnable redo) {
            back.addFirst(undo);
            again.add(redo);
        }
    }

    /// The one who is told of every step, undo and redo, once it took place.
    public void tell(Consumer<Deed> listener) {
        told = listener;
    }

    public Step did(Deed deed, Runnable undo, Runnable redo) {
        Step step = new Step(deed);
        step.add(undo, redo);
        done.push(step);
        while (done.size() > STEPS_KEPT) {
            done.removeLast();
        }
        undone.clear();
        renew();
        told.accept(deed);
        return step;
    }

    /// What followed from an earlier step: a part of it if that is still the last one.
    public void followed(Optional<Step> cause, Deed otherwise, Runnable undo, Runnable redo) {
        if (cause.isPresent() && cause.equals(Optional.ofNullable(done.peek()))) {
            cause.get().add(undo, redo);
            undone.clear();
            renew();
            told.accept(otherwise);
        } else {
            did(otherwise, undo, redo);
        }
    }

    public void undo() {
        if (!done.isEmpty()) {
            Step step = done.pop();
            undone.push(step);
            step.back.forEach(Runnable::run);
            renew();
            told.accept(step.deed.taken("undo"));
        }
    }

    public void redo() {
        if (!undone.isEmpty()) {
            Step step = undone.pop();
            done.push(step);
            step.again.forEach(Runnable::run);
            renew();
            told.accept(step.deed.taken("redo"));
        }
    }

    private void renew() {
        canUndo.set(!done.isEmpty());
        canRedo.set(!undone.isEmpty());
        undoWords.set(words("undo", done));
        redoWords.set(words("redo", undone));
    }

    private String words(String way, Deque<Step> steps) {
        Step next = steps.peek();
        return next == null
                ? texts.get("history." + way)
                : texts.get("history." + way + ".what", texts.get("step." + next.deed.action(), next.deed.count()));
    }

    public ReadOnlyBooleanProperty canUndo() {
        return canUndo.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canRedo() {
        return canRedo.getReadOnlyProperty();
    }

    /// What an undo would take back, such as *Undo: move 3 boxes*.
    public ReadOnlyStringProperty undoWords() {
        return undoWords.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty redoWords() {
        return redoWords.getReadOnlyProperty();
    }
}
