/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.access;

import io.atalaia.contracts.access.UserRole;

/**
 * A person who may log in.
 *
 * @param name normalized; what the person types, and what others see
 * @param password hashed, with the parameters of the hash; never shown
 * @param epoch grows when all sessions of the person are to end: those begun under a smaller one count no more
 * @param version grows with every change
 * @param created epoch milliseconds
 * @param createdBy the name of who made the user
 */
public record User(
        String name,
        UserRole role,
        String password,
        boolean disabled,
        long epoch,
        long version,
        long created,
        String createdBy) {

    public User withRole(UserRole newRole) {
        return new User(name, newRole, password, disabled, epoch, version + 1, created, createdBy);
    }

    /** Ends all sessions when it disables. */
    public User withDisabled(boolean isDisabled) {
        return new User(name, role, password, isDisabled, epoch + 1, version + 1, created, createdBy);
    }

    /** Ends all sessions: whoever knew the old password may hold one. */
    public User withPassword(String hashed) {
        return new User(name, role, hashed, disabled, epoch + 1, version + 1, created, createdBy);
    }

    /** The same password under other parameters of its hash. */
    public User rehashed(String hashed) {
        return new User(name, role, hashed, disabled, epoch, version + 1, created, createdBy);
    }

    public User loggedOutEverywhere() {
        return new User(name, role, password, disabled, epoch + 1, version + 1, created, createdBy);
    }

    /** Without the password's hash: secrets never print. */
    @Override
    public String toString() {
        return "User[" + name + ", " + role + ", disabled=" + disabled + ", epoch=" + epoch + ", version=" + version
                + "]";
    }
}
