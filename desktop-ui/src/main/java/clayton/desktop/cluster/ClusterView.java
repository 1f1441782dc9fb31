package clayton.desktop.cluster;

import clayton.desktop.cluster.ClusterViewModel.Member;
import clayton.desktop.cluster.ClusterViewModel.Step;
import clayton.desktop.form.Tables;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Thing;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The members of a cluster; of the one that is selected, the links that lead to it.
public final class ClusterView extends BorderPane {
    /// `select` is told of the address or transaction a person points at.
    public ClusterView(ClusterViewModel model, Texts texts, Consumer<Thing> select) {
        Label status = new Label();
        status.setId("cluster-status");
        status.setWrapText(true);
        status.setMaxWidth(Double.MAX_VALUE);
        status.textProperty().bind(model.status());
        HBox.setHgrow(status, Priority.ALWAYS);
        Button cancel = new Button(texts.get("cancel"));
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.visibleProperty().bind(model.job().map(Optional::isPresent));
        cancel.setOnAction(event -> model.cancel());
        HBox head = new HBox(status, cancel);
        head.getStyleClass().add("filters");
        TableView<Member> members = table(texts, "members", "cluster.accessible", "cluster.empty");
        members.setItems(model.members());
        members.getColumns().add(Tables.names(texts.get("column.address"), 460, Member::address, "mono"));
        members.getColumns().add(Tables.words(texts.get("column.tag"), 200, Member::tag, "tag"));
        members.getSelectionModel()
                .selectedItemProperty()
                .subscribe(member -> Optional.ofNullable(member).ifPresent(model::explain));
        Tables.onOpen(members, member -> select.accept(new Thing.Address(member.address())));
        TableView<Step> steps = table(texts, "steps", "cluster.steps.accessible", "cluster.steps.empty");
        steps.setItems(model.steps());
        steps.getColumns().add(Tables.names(texts.get("cluster.from"), 150, Step::from, "mono"));
        steps.getColumns().add(Tables.names(texts.get("cluster.to"), 150, Step::to, "mono"));
        steps.getColumns()
                .add(Tables.words(texts.get("column.height"), 64, step -> Integer.toString(step.height()), "number"));
        steps.getColumns().add(Tables.names(texts.get("peel.txid"), 140, Step::txid, "mono"));
        steps.getColumns().add(Tables.words(texts.get("cluster.reason"), 330, Step::reason, "plain"));
        steps.getSelectionModel()
                .selectedItemProperty()
                .subscribe(step -> Optional.ofNullable(step)
                        .ifPresent(each -> select.accept(new Thing.Transaction(each.transaction()))));
        Label why = new Label();
        why.getStyleClass().add("panel-head");
        why.setWrapText(true);
        why.textProperty().bind(model.why());
        BorderPane below = new BorderPane(steps);
        below.setTop(why);
        SplitPane split = new SplitPane(members, below);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.5);
        setTop(head);
        setCenter(split);
    }

    private static <T> TableView<T> table(Texts texts, String id, String accessible, String empty) {
        TableView<T> table = new TableView<>();
        table.setId(id);
        table.setAccessibleText(texts.get(accessible));
        table.getStyleClass().addAll("dense", "striped");
        Label nothing = new Label(texts.get(empty));
        nothing.getStyleClass().add("muted");
        table.setPlaceholder(nothing);
        return table;
    }
}
