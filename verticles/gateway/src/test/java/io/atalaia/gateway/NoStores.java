/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import io.atalaia.platform.access.AccessStores;
import io.atalaia.platform.access.AccessTokens;
import io.atalaia.platform.access.Audit;
import io.atalaia.platform.access.Changes;
import io.atalaia.platform.access.Enrolments;
import io.atalaia.platform.access.MachineNotes;
import io.atalaia.platform.access.Sessions;
import io.atalaia.platform.access.SetupLinks;
import io.atalaia.platform.access.Users;
import io.vertx.core.Future;
import java.lang.reflect.Proxy;

/** The stores of a database that is out of reach. */
final class NoStores {
    private NoStores() {}

    static AccessStores all() {
        return new AccessStores(
                none(Users.class),
                none(Sessions.class),
                none(AccessTokens.class),
                none(SetupLinks.class),
                none(Enrolments.class),
                none(Changes.class),
                none(Audit.class),
                none(MachineNotes.class));
    }

    private static <T> T none(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (store, method, arguments) -> Future.failedFuture("the database is out of reach")));
    }
}
