/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.roles;

import io.atalaia.platform.roles.RoleStore;
import io.atalaia.platform.roles.Wish;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Wishes in memory; out of reach when it is told to be. */
final class MemoryRoles implements RoleStore {
    final Map<String, Wish> wishes = new ConcurrentHashMap<>();
    volatile boolean away;
    private volatile long greatest;

    private <T> Future<T> answer(T value) {
        return away ? Future.failedFuture("away") : Future.succeededFuture(value);
    }

    @Override
    public Future<Optional<Wish>> wish(String node) {
        return answer(Optional.ofNullable(wishes.get(node)));
    }

    @Override
    public Future<Void> keep(String node, Wish wish) {
        if (!away) {
            wishes.put(node, wish);
        }
        return answer(null);
    }

    @Override
    public Future<Boolean> placed(String role, String node, long fence, long atMillis) {
        boolean first = fence >= greatest;
        greatest = Math.max(greatest, fence);
        return answer(first);
    }
}
