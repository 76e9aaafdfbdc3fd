/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.roles;

import io.atalaia.launcher.Role;
import io.vertx.core.Deployable;

/** Makes the verticles of this process. */
public interface RoleMaker {

    /** @param seat of the instance, from 1 */
    Deployable make(Role role, int seat);

    /** The last instance of the role has stopped. */
    void gone(Role role);
}
