/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import io.atalaia.contracts.node.NodeState.RoleState;
import java.util.List;

/** What a node carries, told by whoever starts and stops its roles. Asked on any thread. */
public interface Duties {

    List<RoleState> roles();

    /** Whether it gave its roles away and takes none. */
    boolean draining();

    /** Of a node whose roles stay as they were started. */
    static Duties lasting(List<RoleState> roles) {
        return new Duties() {
            @Override
            public List<RoleState> roles() {
                return roles;
            }

            @Override
            public boolean draining() {
                return false;
            }
        };
    }
}
