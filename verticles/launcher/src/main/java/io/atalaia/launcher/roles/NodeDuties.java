/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.roles;

import io.atalaia.contracts.node.NodeState.RoleState;
import io.atalaia.launcher.Role;
import io.atalaia.platform.cluster.Duties;
import java.util.ArrayList;
import java.util.List;

/** What this node carries, for its account of itself. */
public record NodeDuties(NodeRoles running, KeptWish wish, boolean database) implements Duties {

    @Override
    public List<RoleState> roles() {
        var all = new ArrayList<RoleState>();
        if (database) {
            all.add(new RoleState(Role.DATABASE.word(), 1, true));
        }
        running.carried()
                .forEach((role, instances) -> all.add(new RoleState(role.word(), instances, !Carrying.movable(role))));
        return List.copyOf(all);
    }

    @Override
    public boolean draining() {
        return wish.now().draining();
    }
}
