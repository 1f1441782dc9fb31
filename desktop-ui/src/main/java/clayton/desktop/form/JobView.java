package clayton.desktop.form;

import clayton.desktop.session.Formats;
import clayton.desktop.session.Job;
import clayton.desktop.session.SingleJob;
import clayton.desktop.session.Texts;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// How far a job is, with a button that cancels it; takes no room while there is none.
public final class JobView extends VBox {
    /// `key` names what is going on.
    public JobView(SingleJob running, Texts texts, String key) {
        super(6);
        ObservableValue<Job.State> state =
                running.job().flatMap(job -> job.map(Job::state).orElse(null));
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(texts.get(key));
        bar.progressProperty().bind(state.map(Job.State::fraction).orElse(-1.0));
        Label words = new Label();
        words.getStyleClass().add("muted");
        words.textProperty().bind(state.map(each -> words(each, texts)).orElse(""));
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button cancel = new Button(texts.get("cancel"));
        cancel.setId(key + ".cancel");
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setOnAction(event -> running.cancel());
        HBox below = new HBox(8, words, cancel);
        below.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(bar, below);
        visibleProperty().bind(running.job().map(Optional::isPresent));
        managedProperty().bind(visibleProperty());
    }

    /// How far it is, and how long it takes.
    public static String words(Job.State state, Texts texts) {
        String words = state.total() > 0
                ? texts.get(
                        "job.of", state.work(), Formats.PLAIN.count(state.done()), Formats.PLAIN.count(state.total()))
                : state.work();
        long seconds = state.remainingSeconds();
        return seconds < 0
                ? words
                : words + " · "
                        + texts.get("job.pace", Formats.PLAIN.count(state.perSecond()), Formats.duration(seconds));
    }
}
