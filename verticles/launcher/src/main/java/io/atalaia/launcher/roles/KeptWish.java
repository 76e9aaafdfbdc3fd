/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.roles;

import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.roles.RoleStore;
import io.atalaia.platform.roles.Wish;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators want of this node, kept over its restarts. Whatever they said last counts: changes of the running node as long as
 * its configuration names the same roles, and the configuration once it names others.
 */
public final class KeptWish {
    private static final Logger LOG = LoggerFactory.getLogger(KeptWish.class);
    private static final long PATIENCE_SECONDS = 3;

    private final RoleStore store;
    private final String node;
    private final Wish configured;
    private volatile Wish wish;

    /**
     * @param node its name
     * @param words the roles that its configuration names
     */
    public KeptWish(RoleStore store, String node, List<String> words) {
        this.store = store;
        this.node = node;
        configured = Wish.configured(words);
        wish = configured;
    }

    public Wish now() {
        return wish;
    }

    /** Never fails: what cannot be read does not keep a node from starting. */
    public Future<Wish> read() {
        return store.wish(node)
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .map(found -> found.filter(this::saidLast).orElse(configured))
                .otherwise(this::unreadable)
                .map(read -> wish = read);
    }

    private boolean saidLast(Wish found) {
        boolean same = found.configured().equals(configured.configured());
        if (!same) {
            LOG.atInfo()
                    .addKeyValue("node", node)
                    .addKeyValue("before", found.configured())
                    .addKeyValue("now", configured.configured())
                    .log("the configured roles have changed: they count, and not what was deployed before");
        } else if (!found.equals(configured)) {
            LOG.atInfo()
                    .addKeyValue("node", node)
                    .addKeyValue("roles", found.roles())
                    .addKeyValue("draining", found.draining())
                    .log("the roles are those that operators deployed");
        }
        return same;
    }

    private Wish unreadable(Throwable cause) {
        LOG.atWarn()
                .addKeyValue("cause", cause.toString())
                .log("what operators deployed here cannot be read; the configured roles start");
        return configured;
    }

    /** Fails with a fault, and changes nothing, when it cannot be written. */
    Future<Void> change(UnaryOperator<Wish> how) {
        Wish next = how.apply(wish);
        if (next.equals(wish)) {
            return Future.succeededFuture();
        }
        return store.keep(node, next)
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .recover(cause -> Future.failedFuture(new Fault(
                        Fault.UNAVAILABLE,
                        "the database does not answer: the change could not be kept, and nothing was changed")))
                .onSuccess(kept -> wish = next);
    }
}
