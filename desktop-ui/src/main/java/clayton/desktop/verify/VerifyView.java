package clayton.desktop.verify;

import clayton.desktop.form.JobView;
import clayton.desktop.session.Texts;
import clayton.evidence.Verification;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// What a bundle proves, what it only claims, and what is wrong with it.
public final class VerifyView extends VBox {
    private final Texts texts;
    private final VBox facts = new VBox(4);
    private final Label status = new Label();

    public VerifyView(VerifyViewModel model, Texts texts) {
        this.texts = texts;
        getStyleClass().add("verify");
        status.setId("verify-status");
        status.setWrapText(true);
        status.textProperty().bind(model.status());
        ScrollPane scroll = new ScrollPane(facts);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        getChildren().setAll(status, new JobView(model.running(), texts, "verify.progress"), scroll);
        model.verification().subscribe(this::show);
    }

    private void show(Optional<Verification> verification) {
        facts.getChildren().clear();
        status.getStyleClass().removeAll("seal", "held", "broken");
        verification.ifPresent(each -> {
            status.getStyleClass().addAll("seal", each.holds() ? "held" : "broken");
            each.broken().ifPresent(fact -> line("verify.broken.line", fact, "sign-broken"));
            each.proven().forEach(fact -> line("verify.proven.line", fact, "sign-for"));
            each.claimed().forEach(claim -> line("verify.claimed.line", claim, "sign-against"));
        });
    }

    private void line(String key, String fact, String style) {
        Label label = new Label(texts.get(key, fact));
        label.setWrapText(true);
        label.getStyleClass().add(style);
        facts.getChildren().add(label);
    }
}
