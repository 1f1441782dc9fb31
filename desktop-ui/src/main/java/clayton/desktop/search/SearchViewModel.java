package clayton.desktop.search;

import clayton.desktop.session.Failures;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import clayton.desktop.session.Work;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The one search box: it takes whatever is pasted, says what it found, and shows it. Several finds wait for a choice.
public final class SearchViewModel {
    private final Work work;
    private final Texts texts;
    private final OpenChain chain;
    private final Consumer<Thing> show;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper answer = new ReadOnlyStringWrapper("");
    private final ObservableList<Found> choices = FXCollections.observableArrayList();
    private int asked;

    /// `show` is told of the thing that was found or chosen.
    public SearchViewModel(Work work, Texts texts, OpenChain chain, Consumer<Thing> show) {
        this.work = work;
        this.texts = texts;
        this.chain = chain;
        this.show = show;
    }

    /// What is typed.
    public StringProperty text() {
        return text;
    }

    /// What came of the last search, in words.
    public ReadOnlyStringProperty answer() {
        return answer.getReadOnlyProperty();
    }

    /// Finds to choose among; empty if there was only one.
    public ObservableList<Found> choices() {
        return choices;
    }

    /// Looks for what is typed. Only the last of several searches answers.
    public void search() {
        Query query = Query.of(text.get());
        choices.clear();
        int number = ++asked;
        Searcher searcher = new Searcher(chain, texts);
        work.start(
                progress -> searcher.find(query),
                found -> {
                    if (number == asked) {
                        take(found);
                    }
                },
                failure -> {
                    if (number == asked) {
                        answer.set(Failures.sentence(failure));
                    }
                });
    }

    private void take(List<Found> found) {
        if (found.isEmpty()) {
            answer.set("");
        } else if (found.size() == 1) {
            choose(found.getFirst());
        } else {
            answer.set(texts.get("search.several", found.size()));
            choices.setAll(found);
        }
    }

    /// Shows one of the finds.
    public void choose(Found found) {
        choices.clear();
        answer.set(found.kind() + ": " + found.detail());
        show.accept(found.thing());
    }
}
