package io.dalbox.web.internal.auth;

import io.dalbox.store.Store;
import io.dalbox.web.internal.http.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The users. The first administrator cannot be removed, disabled or lose the role, so that there always is one. */
public final class Users {

    private static final String COLUMNS = "SELECT id, name, role, password, disabled, created FROM web_users ";

    private final Store store;
    private final Passwords passwords;
    private final Revocations revocations;
    private final @Nullable String adminPassword;

    Users(Store store, Passwords passwords, Revocations revocations, @Nullable String adminPassword) {
        this.store = store;
        this.passwords = passwords;
        this.revocations = revocations;
        this.adminPassword = adminPassword;
    }

    /** Returns all users by name. */
    public List<User> list() {
        return store.read(tx -> tx.query(COLUMNS + "ORDER BY name", Users::read));
    }

    /** Finds a user. */
    public Optional<User> find(String id) {
        return store.read(tx -> tx.one(COLUMNS + "WHERE id = ?", Users::read, id));
    }

    /** Adds a user. */
    public User add(String name, String password, boolean administrator) {
        String hash = passwords.hash(PasswordRules.check(password));
        User user = new User(Secrets.id(), UserNames.check(name), administrator, hash, false, Instant.now());
        int added = store.write(tx -> tx.update(
                "INSERT INTO web_users (id, name, role, password, created) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (name) DO NOTHING",
                user.id(),
                user.name(),
                role(administrator),
                hash,
                user.created().toEpochMilli()));
        if (added == 0) {
            throw new ProblemException(409, "There is a user " + user.name() + " already.");
        }
        return user;
    }

    /** Changes a user, which ends the user's sessions. */
    public User change(String id, UserChange change) {
        if (id.equals(User.ADMIN)) {
            checkAdmin(change);
        }
        String password = change.password();
        String hash = password == null ? null : passwords.hash(PasswordRules.check(password));
        String role = change.administrator() == null ? null : role(change.administrator());
        int changed = store.write(tx -> {
            tx.update("DELETE FROM web_sessions WHERE user_id = ?", id);
            return tx.update(
                    "UPDATE web_users SET role = COALESCE(?, role), password = COALESCE(?, password),"
                            + " disabled = COALESCE(?, disabled) WHERE id = ?",
                    role,
                    hash,
                    change.disabled() == null ? null : change.disabled() ? 1L : 0L,
                    id);
        });
        revocations.user(id);
        return find(id).filter(user -> changed > 0).orElseThrow(() -> unknown(id));
    }

    /** Removes a user with sessions and tokens. */
    public void remove(String id) {
        if (id.equals(User.ADMIN)) {
            throw new ProblemException(409, "The first administrator stays.");
        }
        int removed = store.write(tx -> {
            tx.update("DELETE FROM web_sessions WHERE user_id = ?", id);
            tx.update("DELETE FROM web_tokens WHERE user_id = ?", id);
            tx.update("DELETE FROM web_inbox WHERE user_id = ?", id);
            return tx.update("DELETE FROM web_users WHERE id = ?", id);
        });
        revocations.user(id);
        if (removed == 0) {
            throw unknown(id);
        }
    }

    /** Returns the user when name and password are right. Always takes the time of one hash. */
    public Optional<User> verify(String name, String password) {
        Optional<User> found = store.read(tx -> tx.one(COLUMNS + "WHERE name = ?", Users::read, name));
        boolean right = passwords.verify(password, found.map(User::password).orElse(null))
                && !found.map(User::disabled).orElse(false);
        if (found.isPresent() && found.get().id().equals(User.ADMIN) && adminPassword != null) {
            return verifyAdmin(found.get(), password, right, adminPassword);
        }
        return right ? found : Optional.empty();
    }

    /** Returns whether an administrator can log in. */
    public boolean administratorReady() {
        return adminPassword != null
                || list().stream().anyMatch(user -> user.administrator() && user.password() != null);
    }

    // The variable decides while it is set. Its hash is stored at the first login, not at start, which has no time for
    // it.
    private Optional<User> verifyAdmin(User admin, String password, boolean stored, String wanted) {
        if (!Secrets.same(password, wanted)) {
            return Optional.empty();
        }
        if (!stored) {
            String hash = passwords.hash(password);
            store.write(tx -> {
                tx.update("DELETE FROM web_sessions WHERE user_id = ?", User.ADMIN);
                return tx.update("UPDATE web_users SET password = ? WHERE id = ?", hash, User.ADMIN);
            });
            revocations.user(User.ADMIN);
        }
        return Optional.of(admin);
    }

    private void checkAdmin(UserChange change) {
        if (Boolean.FALSE.equals(change.administrator())) {
            throw new ProblemException(409, "The first administrator keeps the role.");
        }
        if (Boolean.TRUE.equals(change.disabled())) {
            throw new ProblemException(409, "The first administrator cannot be disabled.");
        }
        if (change.password() != null && adminPassword != null) {
            throw new ProblemException(409, "This password comes from DALBOX_ADMIN_PASSWORD; change it there.");
        }
    }

    static User read(ResultSet row) throws SQLException {
        return new User(
                row.getString(1),
                row.getString(2),
                row.getString(3).equals("administrator"),
                row.getString(4),
                row.getLong(5) != 0,
                Instant.ofEpochMilli(row.getLong(6)));
    }

    private static String role(boolean administrator) {
        return administrator ? "administrator" : "user";
    }

    private static ProblemException unknown(String id) {
        return ProblemException.notFound("There is no user " + id + ".");
    }
}
