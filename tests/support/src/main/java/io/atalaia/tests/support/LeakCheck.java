/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that leaves a thread, a child process or a temporary file behind; a Vert.x instance shows by its
 * threads. JUnit finds it by itself in every module that has this one on its path.
 */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(LeakCheck.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Threads that libraries start once for the life of the process and offer no way to stop. */
    private static final List<String> LASTING = List.of(
            "Cleaner",
            "Common-Cleaner",
            "JNA Cleaner",
            "process reaper",
            "ForkJoinPool.commonPool",
            "surefire",
            "junit",
            "Attach Listener",
            "Signal Dispatcher",
            "Reference Handler",
            "Finalizer",
            "Notification Thread",
            "vertx-blocked-thread-checker",
            "BufferPoolPruner",
            "H2",
            "HttpClient",
            "Keep-Alive",
            "RMI",
            "main",
            "globalEventExecutor",
            "mysql",
            "FastThreadLocal",
            "awaitility",
            "Truffle",
            "polyglot",
            "Timer-",
            "playwright",
            "ping-checker",
            "vertx-hazelcast-service-throttling-thread");

    private static final String POOL_WORKER = "java.util.concurrent.ThreadPoolExecutor$Worker";

    private record Before(Set<Long> threads, Set<Long> processes, Set<Path> files) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(OURS).put("before", new Before(threadIds(), processIds(), temporaryFiles()));
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        var before = context.getStore(OURS).get("before", Before.class);
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> left = leftBehind(before);
        while (!left.isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
            synchronized (this) {
                wait(20);
            }
            left = leftBehind(before);
        }
        if (!left.isEmpty()) {
            throw new AssertionError(
                    context.getRequiredTestClass().getSimpleName() + " leaves behind: " + String.join(", ", left));
        }
    }

    private static List<String> leftBehind(Before before) {
        var left = new ArrayList<String>();
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !before.threads().contains(thread.getId()))
                .filter(thread -> LASTING.stream().noneMatch(thread.getName()::startsWith))
                .filter(thread -> !servesSockets(thread))
                .forEach(thread -> left.add("thread " + thread.getName()));
        ProcessHandle.current()
                .children()
                .filter(process -> process.isAlive() && !before.processes().contains(process.pid()))
                .forEach(process -> left.add("process " + process.pid() + " "
                        + process.info().command().orElse("")));
        var files = new TreeSet<>(temporaryFiles());
        files.removeAll(before.files());
        files.forEach(file -> left.add("file " + file));
        return left;
    }

    /**
     * Whether it belongs to the JDK's own pool for asynchronous sockets, which the MongoDB driver uses: its threads have no
     * name of their own, come when there is much to do, and go after a minute without.
     */
    private static boolean servesSockets(Thread thread) {
        return thread.isDaemon()
                && thread.getName().matches("Thread-\\d+")
                && Arrays.stream(thread.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .anyMatch(name -> name.startsWith("sun.nio.ch.") || name.equals(POOL_WORKER));
    }

    private static Set<Long> threadIds() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getId).collect(Collectors.toSet());
    }

    private static Set<Long> processIds() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private static Set<Path> temporaryFiles() {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("atalaia"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of();
        }
    }
}
