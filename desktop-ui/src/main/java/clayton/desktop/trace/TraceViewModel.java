package clayton.desktop.trace;

import clayton.chain.OutPoint;
import clayton.chain.Progress;
import clayton.chain.Tags;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.SingleJob;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Work;
import clayton.evidence.CaseDocument;
import clayton.evidence.CaseTrace;
import clayton.evidence.CaseTrace.Stowed;
import clayton.evidence.Comparison;
import clayton.evidence.Direction;
import clayton.evidence.StopWords;
import clayton.evidence.Traced;
import clayton.evidence.UnspentSet;
import clayton.taint.CoinbaseOrder;
import clayton.taint.FeeRule;
import clayton.taint.Fifo;
import clayton.taint.LaidSeed;
import clayton.taint.Policies;
import clayton.taint.Policy;
import clayton.taint.Proof;
import clayton.taint.Seed;
import clayton.taint.Trace;
import clayton.taint.TraceSettings;
import clayton.taint.Tracer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The trace panel: what is asked, the trace at work, and what came of it. One thing runs at a time; all of it can be
/// cancelled.
public final class TraceViewModel {
    private final Work work;
    private final Texts texts;
    private final OpenChain chain;
    private final Keeper keeper;
    private final BiConsumer<TraceResult, Stowed> show;
    private final BiConsumer<Comparison, Stowed> weigh;

    private final StringProperty seeds = new SimpleStringProperty("");
    private final ObjectProperty<Direction> direction = new SimpleObjectProperty<>(Direction.FORWARD);
    private final ObjectProperty<Policy> policy = new SimpleObjectProperty<>(fifo());
    private final ObjectProperty<CoinbaseOrder> coinbaseOrder = new SimpleObjectProperty<>(CoinbaseOrder.SUBSIDY_FIRST);
    private final ObjectProperty<FeeRule> fees = new SimpleObjectProperty<>(FeeRule.FOLLOW);
    private final StringProperty until = new SimpleStringProperty("");
    private final BooleanProperty stopAtTags = new SimpleBooleanProperty();
    private final BooleanProperty stopAtCoinJoins = new SimpleBooleanProperty();
    private final StringProperty hops = new SimpleStringProperty("");
    private final StringProperty leastSats = new SimpleStringProperty("");
    private final StringProperty fromHeight = new SimpleStringProperty("");

    private final ReadOnlyObjectWrapper<Optional<TraceResult>> result = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Proof>> proof = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Comparison>> comparison =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final SingleJob running;
    private boolean comparisonIsAsked;

    /// Puts the finished traces of one question, one for each policy, where the case keeps them; runs in the
    /// background.
    @FunctionalInterface
    public interface Keeper {
        Stowed keep(List<Traced> traced, String asked, Tags tags) throws IOException;
    }

    /// A result and how the case names it.
    private record Kept<T>(T result, Stowed stowed) {}

    /// `show` is told of every new result, `weigh` of every new comparison, once `keeper` has put it away.
    public TraceViewModel(
            Work work,
            Texts texts,
            OpenChain chain,
            Keeper keeper,
            BiConsumer<TraceResult, Stowed> show,
            BiConsumer<Comparison, Stowed> weigh) {
        this.work = work;
        this.running = new SingleJob(work);
        this.texts = texts;
        this.chain = chain;
        this.keeper = keeper;
        this.show = show;
        this.weigh = weigh;
    }

    private static Policy fifo() {
        return Policies.ALL.stream()
                .filter(each -> each instanceof Fifo)
                .findFirst()
                .orElseGet(Fifo::new);
    }

    /// Takes an output as the only seed.
    public void seed(OutPoint outPoint) {
        seeds.set(outPoint.toString());
    }

    /// Adds an output to the seeds, once.
    public void addSeed(OutPoint outPoint) {
        if (seeds.get().lines().noneMatch(line -> line.strip().startsWith(outPoint.toString()))) {
            seeds.set((seeds.get().isBlank() ? "" : seeds.get().strip() + "\n") + outPoint);
        }
    }

    /// Traces as asked and shows the result.
    public void trace() {
        asked().ifPresent(request -> running.start(
                progress -> {
                    Trace trace = traced(request, request.policy(), progress);
                    TraceResult read = TraceResult.of(chain, trace, progress);
                    return new Kept<>(
                            read,
                            keep(
                                    List.of(Traced.of(trace)),
                                    request,
                                    request.policy().name()));
                },
                kept -> show.accept(kept.result(), kept.stowed())));
    }

    private Stowed keep(List<Traced> traced, TraceRequest request, String policies) throws IOException {
        return keeper.keep(traced, request.words(policies), request.tags());
    }

    /// Asks a trace of a case again, by its first policy, with all its options, and fills the fields with these.
    /// `then` is told of the result, or of none if it could not be had, which is then said.
    public void again(CaseDocument.Trace asked, Work.Task<Tags> tags, Consumer<Optional<TraceResult>> then) {
        CaseDocument.Trace first = asked.byFirstPolicy();
        running.start(
                progress -> {
                    Trace trace = CaseTrace.run(first, chain.graph(), tags.run(progress), progress)
                            .getFirst()
                            .trace();
                    return new Again(TraceResult.of(chain, trace, progress), seedLines(trace));
                },
                again -> {
                    fill(first, again);
                    then.accept(Optional.of(again.result()));
                },
                failure -> then.accept(Optional.empty()));
    }

    /// A trace of a case that was asked again, with its seeds as the field has them.
    private record Again(TraceResult result, String seeds) {}

    private String seedLines(Trace trace) throws IOException {
        List<String> lines = new ArrayList<>();
        for (LaidSeed seed : trace.seeds()) {
            lines.add(SeedLine.of(seed, chain.graph().output(seed.id()).valueSats()));
        }
        return String.join("\n", lines);
    }

    private void fill(CaseDocument.Trace asked, Again again) {
        Trace trace = again.result().trace();
        TraceSettings settings = trace.settings();
        seeds.set(again.seeds());
        direction.set(Direction.of(trace));
        policy.set(settings.policy());
        coinbaseOrder.set(settings.coinbaseOrder());
        fees.set(settings.fees());
        until.set(asked.until() == asked.basis().tip() ? "" : Integer.toString(asked.until()));
        stopAtTags.set(asked.stopAt().contains(StopWords.TAGS));
        stopAtCoinJoins.set(asked.stopAt().contains(StopWords.COINJOIN));
        hops.set(stop(asked, "hops:"));
        leastSats.set(stop(asked, "amount:"));
        fromHeight.set(stop(asked, "height:"));
    }

    private static String stop(CaseDocument.Trace asked, String kind) {
        return asked.stopAt().stream()
                .filter(stop -> stop.startsWith(kind))
                .map(stop -> stop.substring(kind.length()))
                .findFirst()
                .orElse("");
    }

    /// What the fields ask for; empty if they do not fit, which is then said.
    private Optional<TraceRequest> asked() {
        try {
            return Optional.of(request());
        } catch (IllegalArgumentException e) {
            running.say(e);
            return Optional.empty();
        }
    }

    private Trace traced(TraceRequest request, Policy policy, Progress progress) throws IOException {
        Trace trace = request.direction()
                .trace(new Tracer(chain.graph()), request.seeds(), request.settings(chain, policy), progress);
        if (trace.cancelled()) {
            throw new CancellationException(texts.get("trace.stopped"));
        }
        return trace;
    }

    /// Makes a result the shown one, or none.
    public void take(Optional<TraceResult> traced) {
        proof.set(Optional.empty());
        result.set(traced);
        running.say(traced.map(each ->
                        texts.get("trace.done", each.rows().size(), each.trace().transactions()))
                .orElse(""));
    }

    /// Checks the shown trace by tracing it the other way.
    public void prove() {
        result.get().ifPresent(shown -> {
            try {
                Policies.requireProvable(shown.trace().settings().policy());
            } catch (IllegalArgumentException e) {
                running.say(e);
                return;
            }
            running.start(progress -> Direction.prove(new Tracer(chain.graph()), shown.trace(), progress), proved -> {
                proof.set(Optional.of(proved));
                running.say(
                        proved.held()
                                ? texts.get("trace.proved", proved.ranges())
                                : texts.get("trace.unproved", proved.failure().orElse("")));
            });
        });
    }

    /// Traces the same seeds by every policy that goes this way.
    public void compare() {
        asked().ifPresent(request -> running.start(
                progress -> {
                    List<Traced> traces = new ArrayList<>();
                    for (Policy each : request.direction().policies()) {
                        traces.add(Traced.of(traced(request, each, progress)));
                    }
                    return new Kept<>(compared(traces, progress), keep(traces, request, "all"));
                },
                kept -> weigh.accept(kept.result(), kept.stowed())));
    }

    private Comparison compared(List<Traced> traces, Progress progress) throws IOException {
        Trace any = traces.getFirst().trace();
        OptionalLong unspent = Direction.of(any) == Direction.FORWARD
                ? UnspentSet.sats(chain.graph(), any.until(), progress)
                : OptionalLong.empty();
        return Comparison.of(traces, chain.names(), unspent);
    }

    /// Compares again what a case holds of several policies, unless something else is at work.
    public void compareAgain(CaseDocument.Trace asked, Work.Task<Tags> tags) {
        running.start(
                progress -> compared(CaseTrace.run(asked, chain.graph(), tags.run(progress), progress), progress),
                compared -> take(Optional.of(compared), false));
    }

    /// Makes a comparison the shown one, or none; `isAsked` if a person waits for it.
    public void take(Optional<Comparison> compared, boolean isAsked) {
        comparisonIsAsked = isAsked;
        comparison.set(compared);
        compared.ifPresent(
                each -> running.say(texts.get("trace.compared", each.rows().size())));
    }

    /// What is asked now. Throws `IllegalArgumentException` that names the field that is wrong.
    TraceRequest request() {
        List<Seed> asked = new ArrayList<>();
        seeds.get().lines().filter(line -> !line.isBlank()).forEach(line -> asked.add(SeedLine.read(line.strip())));
        if (asked.isEmpty()) {
            throw new IllegalArgumentException(texts.get("trace.noSeeds"));
        }
        if (direction.get() == Direction.BACKWARD) {
            Policies.requireBackward(policy.get());
        }
        return new TraceRequest(
                asked,
                direction.get(),
                policy.get(),
                coinbaseOrder.get(),
                fees.get(),
                whole("trace.until", until),
                stopAtTags.get(),
                stopAtCoinJoins.get(),
                whole("trace.hops", hops),
                number("trace.leastSats", leastSats),
                whole("trace.fromHeight", fromHeight),
                chain.tags());
    }

    private OptionalInt whole(String key, StringProperty field) {
        OptionalLong number = number(key, field);
        if (number.isPresent() && number.getAsLong() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(texts.get("trace.notNumber", texts.get(key), field.get()));
        }
        return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
    }

    private OptionalLong number(String key, StringProperty field) {
        String digits = field.get().replaceAll("[\\s\u2009\u00a0]", "");
        if (digits.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!digits.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException(texts.get("trace.notNumber", texts.get(key), field.get()));
        }
        return OptionalLong.of(Long.parseLong(digits));
    }

    /// The name of an output, read in the background and handed on.
    public void withOutPoint(long output, Consumer<OutPoint> then) {
        work.start(progress -> chain.graph().output(output).outPoint(), then, running::say);
    }

    /// One seed a line, `TXID:VOUT` and an optional label.
    public StringProperty seeds() {
        return seeds;
    }

    public ObjectProperty<Direction> direction() {
        return direction;
    }

    public ObjectProperty<Policy> policy() {
        return policy;
    }

    public ObjectProperty<CoinbaseOrder> coinbaseOrder() {
        return coinbaseOrder;
    }

    public ObjectProperty<FeeRule> fees() {
        return fees;
    }

    /// The horizon; empty for the tip. As the other numbers, it is text until it is asked for.
    public StringProperty until() {
        return until;
    }

    public BooleanProperty stopAtTags() {
        return stopAtTags;
    }

    public BooleanProperty stopAtCoinJoins() {
        return stopAtCoinJoins;
    }

    public StringProperty hops() {
        return hops;
    }

    public StringProperty leastSats() {
        return leastSats;
    }

    public StringProperty fromHeight() {
        return fromHeight;
    }

    /// What is at work, and the words that came of it.
    public SingleJob running() {
        return running;
    }

    public ReadOnlyObjectProperty<Optional<TraceResult>> result() {
        return result.getReadOnlyProperty();
    }

    /// Of the shown result, if it was asked for.
    public ReadOnlyObjectProperty<Optional<Proof>> proof() {
        return proof.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Comparison>> comparison() {
        return comparison.getReadOnlyProperty();
    }

    /// Whether a person asked for the shown comparison; one that a case holds comes by itself.
    public boolean comparisonIsAsked() {
        return comparisonIsAsked;
    }

    public ReadOnlyStringProperty status() {
        return running.status();
    }
}
