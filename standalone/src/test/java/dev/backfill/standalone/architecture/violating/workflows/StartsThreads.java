package dev.backfill.standalone.architecture.violating.workflows;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;

public final class StartsThreads {
    void thread() {
        Thread.ofVirtual().start(() -> {});
    }

    void sleep() throws InterruptedException {
        Thread.sleep(1);
    }

    ExecutorService executor() {
        return Executors.newCachedThreadPool();
    }

    void lock() {
        new ReentrantLock().lock();
    }

    synchronized void monitor() {}

    CompletableFuture<Void> future() {
        return CompletableFuture.runAsync(() -> {});
    }

    long parallel(List<String> windows) {
        return windows.parallelStream().count();
    }
}
