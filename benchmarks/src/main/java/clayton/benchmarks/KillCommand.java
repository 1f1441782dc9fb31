package clayton.benchmarks;

import clayton.chain.Progress;
import clayton.store.Ledger;
import clayton.store.LoadStep;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `kill`: ends loaders by SIGKILL, at every named step and at random moments, some of them in the middle of a
/// rewind. After every kill a reader must find a ledger without damage, or none yet. Every few kills a loader
/// is left alone; then each file must have the bytes of a load that nobody disturbed, and no other may be there.
@Command(
        name = "kill",
        description = "Kills loaders at every named step and at random moments, and compares what becomes of their"
                + " ledgers with a load that nobody disturbed.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class KillCommand implements Callable<Integer> {
    private static final int TRIES = 20;
    private static final int SHOWN = 25;

    @Option(names = "--runs", defaultValue = "200", description = "Kills at random moments (default 200).")
    private int runs;

    @Option(
            names = "--times",
            defaultValue = "3",
            description = "Kills at each named step: the first time it is taken, then at others (default 3).")
    private int times;

    @Option(
            names = "--most",
            defaultValue = "3",
            description = "Most kills of one ledger before it is compared (default ${DEFAULT-VALUE}).")
    private int most;

    @Option(names = "--seed", defaultValue = "1", description = "Of the moments (default 1).")
    private long seed;

    @Option(names = "--blocks", description = "The folder with the blk files (default: a generated chain).")
    private Optional<Path> blocks = Optional.empty();

    @Option(
            names = "--size",
            defaultValue = "64MiB",
            converter = ByteSize.class,
            description = "Size of the generated chain (default ${DEFAULT-VALUE}).")
    private long size;

    @Option(
            names = "--commit",
            defaultValue = "4MiB",
            converter = ByteSize.class,
            description = "Block bytes from one commit to the next (default ${DEFAULT-VALUE}).")
    private long commitBytes;

    @Option(names = "--work", description = "Where ledgers are made and deleted (default: a temporary folder).")
    private Optional<Path> work = Optional.empty();

    private final PrintStream console;

    KillCommand(PrintStream console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory(
                work.isPresent() ? Files.createDirectories(work.get()) : Path.of(System.getProperty("java.io.tmpdir")),
                "kill");
        try {
            return new Session(folder).run() ? 0 : 1;
        } finally {
            Folders.delete(folder);
        }
    }

    /// A load to be killed: the nth time it takes a step, or if none is named at a random moment; after a rewind,
    /// or as the ledger stands.
    private record Kill(Optional<LoadStep> step, int nth, OptionalInt rewind) {
        @Override
        public String toString() {
            String where = step.map(named -> named + " " + nth).orElse("a random moment");
            return where + (rewind.isPresent() ? " of a rewind to " + rewind.getAsInt() : "");
        }
    }

    private final class Session {
        private final Random random = new Random(seed);
        private final Path folder;
        private final Path cache;
        private final Path wholeLedger;
        private final Path ledger;
        private final LoaderProcess loader;
        private final Map<LoadStep, Integer> atSteps = new TreeMap<>();
        private final List<String> faults = new ArrayList<>();
        private String digest = "";
        private int tip;
        private long wholeMicros;
        private int atMoments;
        private int inRewinds;
        private int compared;

        /// What the ledger at work has been through, and how much of it there may be.
        private final List<Kill> past = new ArrayList<>();

        private int enough;

        Session(Path folder) throws IOException {
            this.folder = folder;
            this.cache = folder.resolve("cache").resolve("headers");
            this.wholeLedger = folder.resolve("undisturbed");
            this.ledger = folder.resolve("ledger");
            this.loader = new LoaderProcess(chain(), ledger, cache, commitBytes);
        }

        private Path chain() throws IOException {
            if (blocks.isPresent()) {
                return blocks.get();
            }
            Path made = folder.resolve("blocks");
            try (ChainGenerator generator = new ChainGenerator(new ChainPlan(size, seed, true, false), made)) {
                generator.generate();
            }
            return made;
        }

        boolean run() throws IOException {
            LoaderProcess.Whole fresh = loader.run(OptionalInt.empty());
            wholeMicros = fresh.millis() * 1000;
            Files.move(ledger, wholeLedger);
            try (Ledger whole = Ledger.open(wholeLedger)) {
                digest = whole.utxoSha256(Progress.NONE);
                tip = whole.to();
            }
            console.printf(Locale.ROOT, "%d blocks load in %.1f s%n", tip + 1, fresh.millis() / 1e3);
            OptionalInt half = OptionalInt.of(tip / 2);
            begin(half);
            LoaderProcess.Whole again = loader.run(half);
            compare();
            List<Kill> kills = new ArrayList<>(atSteps(fresh.steps(), OptionalInt.empty()));
            kills.addAll(atSteps(again.steps(), half));
            for (int i = 0; i < runs; i++) {
                kills.add(new Kill(Optional.empty(), 0, randomRewind()));
            }
            Collections.shuffle(kills, random);
            begin(OptionalInt.empty());
            for (int i = 0; i < kills.size(); i++) {
                kill(kills.get(i));
                if ((i + 1) % SHOWN == 0) {
                    console.printf(Locale.ROOT, "%d of %d kills, %d faults%n", i + 1, kills.size(), faults.size());
                }
            }
            finish();
            return report(kills.size());
        }

        private List<Kill> atSteps(Map<LoadStep, Integer> steps, OptionalInt rewind) {
            List<Kill> kills = new ArrayList<>();
            steps.forEach((step, taken) -> {
                for (int i = 0; i < Math.min(times, taken); i++) {
                    kills.add(new Kill(Optional.of(step), i == 0 ? 1 : 1 + random.nextInt(taken), rewind));
                }
            });
            return kills;
        }

        private OptionalInt randomRewind() {
            return random.nextInt(3) == 0 ? OptionalInt.of(random.nextInt(tip)) : OptionalInt.empty();
        }

        /// Kills a load of the ledger at work, or of a new one if that has been through enough or has too little
        /// left to load.
        private void kill(Kill kill) throws IOException {
            if (past.size() == enough || kill.rewind.isPresent()) {
                finish();
                begin(kill.rewind);
            }
            boolean killed = isKilled(kill);
            for (int tries = 0; !killed && tries < TRIES; tries++) {
                compare();
                begin(kill.rewind);
                killed = isKilled(kill);
            }
            if (!killed) {
                faults.add(kill + ": the loader ended before, " + TRIES + " times");
            }
        }

        private boolean isKilled(Kill kill) throws IOException {
            past.add(kill);
            if (kill.step.isPresent()) {
                if (!loader.killAt(kill.step.get(), kill.nth, kill.rewind)) {
                    return false;
                }
                atSteps.merge(kill.step.get(), 1, Integer::sum);
            } else {
                if (!loader.killAfter(1 + random.nextLong(wholeMicros), kill.rewind)) {
                    return false;
                }
                atMoments++;
                inRewinds += kill.rewind.isPresent() ? 1 : 0;
            }
            look();
            return true;
        }

        /// A ledger to load into: none, or if it is to be rewound a whole one.
        private void begin(OptionalInt rewind) throws IOException {
            past.clear();
            enough = 1 + random.nextInt(most);
            Folders.delete(ledger);
            Files.deleteIfExists(cache);
            if (rewind.isPresent()) {
                Folders.copy(wholeLedger, ledger);
            }
        }

        /// What a reader finds after a kill.
        private void look() throws IOException {
            try (Ledger found = Ledger.open(ledger)) {
                found.damages(Progress.NONE).forEach(this::fault);
            } catch (NoSuchFileException none) {
                // killed before the first commit
            }
        }

        /// Leaves a loader alone until it is done.
        private void finish() throws IOException {
            loader.run(OptionalInt.empty());
            compare();
        }

        private void compare() throws IOException {
            compared++;
            Folders.differences(wholeLedger, ledger).forEach(this::fault);
            try (Ledger found = Ledger.open(ledger)) {
                if (!found.utxoSha256(Progress.NONE).equals(digest)) {
                    fault("another unspent set");
                }
            }
            List<String> cached = Folders.names(cache.resolveSibling(""));
            if (!cached.equals(List.of("headers"))) {
                fault("left beside the cache of headers: " + cached);
            }
        }

        private void fault(String what) {
            faults.add("after " + past + ": " + what);
        }

        private boolean report(int planned) {
            atSteps.forEach((step, kills) -> console.printf(Locale.ROOT, "killed at %s: %d%n", step, kills));
            console.printf(
                    Locale.ROOT,
                    "killed at random moments: %d, %d of them in a load that began with a rewind%n",
                    atMoments,
                    inRewinds);
            faults.forEach(fault -> console.println("FAULT " + fault));
            console.printf(
                    Locale.ROOT,
                    "%d kills, %d ledgers loaded to the end and compared, %d faults%n",
                    planned,
                    compared,
                    faults.size());
            return faults.isEmpty();
        }
    }
}
