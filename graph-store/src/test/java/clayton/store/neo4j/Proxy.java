package clayton.store.neo4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// A bad network: passes bytes between a client and a Neo4j, late if asked to, until so many have come from the client,
/// and then cuts or resets every connection, once.
final class Proxy implements AutoCloseable {
    private final URI target;
    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicLong left;
    private final boolean reset;
    private final long delayMillis;

    Proxy(String target, long bytes, boolean reset, long delayMillis) throws IOException {
        this.target = URI.create(target);
        this.server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        this.left = new AtomicLong(bytes);
        this.reset = reset;
        this.delayMillis = delayMillis;
        Thread.ofPlatform().daemon().start(this::accept);
    }

    String uri() {
        return "bolt://127.0.0.1:" + server.getLocalPort();
    }

    /// Whether it has cut.
    boolean hasCut() {
        return left.get() < 0;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket neo4j = new Socket(InetAddress.getLoopbackAddress(), target.getPort());
                sockets.addAll(List.of(client, neo4j));
                Thread.ofPlatform().daemon().start(() -> pass(client, neo4j, true));
                Thread.ofPlatform().daemon().start(() -> pass(neo4j, client, false));
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private void pass(Socket from, Socket to, boolean counts) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] bytes = new byte[8192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                Thread.sleep(delayMillis);
                long before = counts ? left.getAndAdd(-read) : -1;
                if (before >= 0 && before < read) {
                    cut();
                    return;
                }
                out.write(bytes, 0, read);
            }
        } catch (IOException | InterruptedException gone) {
            // the other side ends, too
        }
    }

    private void cut() {
        for (Socket socket : sockets) {
            try {
                if (reset) {
                    socket.setSoLinger(true, 0);
                }
                socket.close();
            } catch (IOException gone) {
                // so much the better
            }
        }
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
