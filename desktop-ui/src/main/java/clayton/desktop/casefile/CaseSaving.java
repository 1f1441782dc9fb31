package clayton.desktop.casefile;

import clayton.desktop.form.FileQuestions;
import clayton.desktop.session.Texts;
import java.nio.file.Path;
import java.util.function.Supplier;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;

/// Asks a person where a case shall lie, and what to do with what is not saved.
public final class CaseSaving {
    private final CaseViewModel model;
    private final Texts texts;
    private final FileQuestions questions;
    private final Supplier<Window> owner;

    public CaseSaving(CaseViewModel model, Texts texts, FileQuestions questions, Supplier<Window> owner) {
        this.model = model;
        this.texts = texts;
        this.questions = questions;
        this.owner = owner;
        model.failure().subscribe(words -> {
            if (!words.isEmpty()) {
                show(new Alert(Alert.AlertType.ERROR, words), texts.get("case.failed"));
            }
        });
    }

    private void show(Alert alert, String head) {
        alert.initOwner(owner.get());
        alert.setTitle(model.title().get());
        alert.setHeaderText(head);
        alert.show();
    }

    public void save() {
        save(() -> {});
    }

    private void save(Runnable then) {
        if (model.folder().get().isPresent()) {
            model.save(then);
        } else {
            saveAs(then);
        }
    }

    public void saveAs() {
        saveAs(() -> {});
    }

    private void saveAs(Runnable then) {
        String name = model.title().get().replaceAll("[^\\p{L}\\p{N} ._-]", "_");
        questions
                .save(owner.get(), texts.get("case.saveAs.title"), Path.of(name))
                .ifPresent(chosen -> model.saveAs(chosen, then));
    }

    /// Runs `then` once all is saved, or the person does not want it; not at all if they stay.
    public void leave(Runnable then) {
        if (model.saved().get()) {
            then.run();
            return;
        }
        ButtonType save = new ButtonType(texts.get("case.leave.save"), ButtonData.YES);
        ButtonType drop = new ButtonType(texts.get("case.leave.drop"), ButtonData.NO);
        ButtonType stay = new ButtonType(texts.get("cancel"), ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION, texts.get("case.leave.words"), save, drop, stay);
        alert.setOnHidden(event -> {
            if (alert.getResult() == save) {
                save(then);
            } else if (alert.getResult() == drop) {
                model.discard(then);
            }
        });
        show(alert, texts.get("case.leave", model.title().get()));
    }
}
