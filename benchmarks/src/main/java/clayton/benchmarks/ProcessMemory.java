package clayton.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;

/// The peaks of this process's memory. Linux tells of all memory by itself (mapped files included); of private
/// memory it tells the present only, so that is looked at every few milliseconds. Elsewhere both are 0.
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int EVERY_MILLIS = 50;

    private volatile long privatePeak;

    private ProcessMemory() {}

    /// Begins to look at private memory, for as long as the process lives.
    static ProcessMemory watch() {
        ProcessMemory memory = new ProcessMemory();
        Thread.ofPlatform().daemon().name("memory-watch").start(memory::look);
        return memory;
    }

    private void look() {
        try {
            while (Files.exists(STATUS)) {
                privatePeak = Math.max(privatePeak, bytes("RssAnon:"));
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + STATUS, e);
        }
    }

    long privatePeakBytes() {
        return privatePeak;
    }

    static long residentPeakBytes() throws IOException {
        return Files.exists(STATUS) ? bytes("VmHWM:") : 0;
    }

    /// Sum of the peaks of the heap's parts, garbage included: not less than the heap's own peak.
    static long heapPeakBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    /// Does little, because it is asked while others are measured.
    private static long bytes(String field) throws IOException {
        String status = Files.readString(STATUS);
        int start = status.indexOf(field) + field.length();
        return Long.parseLong(
                        status.substring(start, status.indexOf("kB", start)).strip())
                << 10;
    }
}
