package clayton.reader;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Decodes batches on several threads and gives them back in the order in which they were handed in, a bounded
/// number at a time. All methods are for one thread; no worker outlives [#close].
final class DecoderPool implements Closeable {
    private final ExecutorService executor;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Worker> idle;
    private final List<Worker> workers = new ArrayList<>();
    private final ArrayDeque<Future<Batch>> inFlight = new ArrayDeque<>();
    private final ArrayDeque<Batch> free = new ArrayDeque<>();
    private volatile boolean closed;

    DecoderPool(int size, Supplier<Worker> maker) {
        executor = Executors.newFixedThreadPool(size, this::newThread);
        idle = new ArrayBlockingQueue<>(size);
        for (int i = 0; i < size; i++) {
            workers.add(maker.get());
        }
        idle.addAll(workers);
        for (int i = 0; i < 2 * size + 1; i++) {
            free.add(new Batch());
        }
    }

    private Thread newThread(Runnable work) {
        Thread thread = Thread.ofPlatform().name("block-decoder").daemon().unstarted(work);
        threads.add(thread);
        return thread;
    }

    /// Whether another batch may be handed in.
    boolean hasRoom() {
        return !free.isEmpty();
    }

    boolean isEmpty() {
        return inFlight.isEmpty();
    }

    Batch room() {
        return free.remove();
    }

    void submit(Batch batch) {
        inFlight.add(executor.submit(() -> decode(batch)));
    }

    private Batch decode(Batch batch) throws IOException, InterruptedException {
        Worker worker = idle.take();
        try {
            if (!closed) {
                worker.decode(batch);
            }
            return batch;
        } finally {
            idle.add(worker);
        }
    }

    /// The next batch, decoded; the caller gives it back by [#recycle].
    Batch take() throws IOException {
        try {
            return inFlight.remove().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while blocks were read").initCause(e);
        } catch (ExecutionException e) {
            throw rethrown(e);
        }
    }

    private static IOException rethrown(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException io ? io : new IOException(failure);
    }

    void recycle(Batch batch) {
        free.add(batch);
    }

    /// Gives up what is in flight, because another chain was chosen.
    void discard() throws IOException {
        while (!isEmpty()) {
            recycle(take());
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        executor.shutdown();
        boolean interrupted = false;
        for (Thread thread : threads) {
            interrupted |= join(thread);
        }
        for (Worker worker : workers) {
            worker.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until the thread has ended, whatever happens; answers whether it was interrupted meanwhile.
    private static boolean join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }
}
