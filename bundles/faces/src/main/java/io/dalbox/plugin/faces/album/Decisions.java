package io.dalbox.plugin.faces.album;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.data.Tx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the owner says: who somebody is, which faces are right, who is not who. It is never changed by what is found later.
 *
 * <p>Moves of faces can be undone: each answers with the number of a decision. Thread-safe.
 */
@Component(service = Decisions.class)
public final class Decisions {

    private final Album album;

    /** On an album. */
    @Activate
    public Decisions(@Reference Album album) {
        this.album = album;
    }

    /**
     * Names a person, or takes the name away.
     *
     * @param name {@code null} for none
     * @return whether this changed anything
     */
    public boolean rename(long person, @Nullable String name) {
        return album.database().write(tx -> {
            Optional<String> before = tx.one(
                    "select coalesce(name, '') from person where id = ? and merged_into is null",
                    row -> row.getString(1),
                    person);
            if (before.isEmpty()) {
                throw unknown(person);
            }
            return !before.get().equals(Objects.requireNonNullElse(name, ""))
                    && tx.update("update person set name = ? where id = ?", name, person) > 0;
        });
    }

    /** Hides a group, or shows it again. */
    public void hide(long person, boolean hidden) {
        album.database().write(tx -> {
            known(tx, person);
            return tx.update("update person set hidden = ? where id = ?", hidden ? 1 : 0, person);
        });
    }

    /** Makes several groups one. Those that are that group already are passed over, so doing it again changes nothing. */
    public long merge(long into, List<Long> others) {
        return album.database().write(tx -> {
            known(tx, into);
            long decision = decision(tx, "merge");
            for (long other : others) {
                if (other != into && !joined(tx, other, into)) {
                    known(tx, other);
                    remember(tx, decision, "person = " + other);
                    Groups.join(tx, other, into);
                }
            }
            return decision;
        });
    }

    private static boolean joined(Tx tx, long person, long into) throws SQLException {
        return tx.one("select 1 from person where id = ? and merged_into = ?", row -> true, person, into)
                .isPresent();
    }

    /** Says that faces are rightly where they are. */
    public long confirm(List<Long> faces) {
        return album.database().write(tx -> {
            long decision = decision(tx, "confirm");
            for (long face : faces) {
                person(tx, face);
                remember(tx, decision, "id = " + face);
                tx.update("update face set confirmed = 1 where id = ?", face);
            }
            return decision;
        });
    }

    /** Says that faces are somebody else: each gets a group of its own, which never becomes the one that it was in. */
    public long reject(List<Long> faces) {
        return album.database().write(tx -> {
            long decision = decision(tx, "reject");
            for (long face : faces) {
                long wrong = person(tx, face);
                remember(tx, decision, "id = " + face);
                long own = Groups.found(tx);
                Groups.inherit(tx, wrong, own);
                Groups.keepApart(tx, own, wrong);
                tx.update("update face set person = ?, confirmed = 0 where id = ?", own, face);
            }
            return decision;
        });
    }

    /** Takes faces out of their groups into a new one together. */
    public long split(long person, List<List<Long>> parts) {
        return album.database().write(tx -> {
            known(tx, person);
            long decision = decision(tx, "split");
            List<Long> made = new ArrayList<>(List.of(person));
            for (List<Long> part : parts) {
                long group = Groups.found(tx);
                Groups.inherit(tx, person, group);
                for (long face : part) {
                    remember(tx, decision, "id = " + face);
                    tx.update(
                            "update face set person = ?, confirmed = 0 where id = ? and person = ?",
                            group,
                            face,
                            person);
                }
                for (long other : made) {
                    Groups.keepApart(tx, group, other);
                }
                made.add(group);
            }
            return decision;
        });
    }

    /** Answers the question whether two groups are one person. */
    public long decide(long a, long b, boolean same) {
        if (same) {
            return merge(a, List.of(b));
        }
        return album.database().write(tx -> {
            known(tx, a);
            known(tx, b);
            Groups.keepApart(tx, a, b);
            return decision(tx, "apart");
        });
    }

    /** Puts the faces that a decision moved back where they were. Those that are gone meanwhile stay gone. */
    public void undo(long decision) {
        album.database().write(tx -> {
            if (tx.update("delete from decision where id = ?", decision) == 0) {
                throw new ActionException(
                        Kind.NOT_FOUND, "/decision", "There is nothing with this number that can be undone");
            }
            tx.update(
                    "update person set merged_into = null where id in (select person from moved where decision = ?)",
                    decision);
            tx.update(
                    "update face set person = (select m.person from moved m where m.decision = ? and m.face = face.id),"
                            + " confirmed = (select m.confirmed from moved m where m.decision = ? and m.face = face.id)"
                            + " where id in (select face from moved where decision = ?)",
                    decision,
                    decision,
                    decision);
            return tx.update("delete from moved where decision = ?", decision);
        });
    }

    /**
     * Deletes a person with all faces, their vectors and thumbnails. The bytes are overwritten in the file of the database; its journal
     * is, when it is next written back.
     *
     * @return how many faces there were
     */
    public int delete(long person) {
        List<Long> faces = album.database().write(tx -> {
            known(tx, person);
            // For this connection, and from here on; there is one that writes.
            tx.query("pragma secure_delete = on", row -> row.getInt(1));
            List<Long> all = tx.query("select id from face where person = ?", row -> row.getLong(1), person);
            tx.update(
                    "delete from moved where person = ? or face in (select id from face where person = ?)",
                    person,
                    person);
            tx.update("delete from face where person = ?", person);
            tx.update("delete from apart where a = ? or b = ?", person, person);
            tx.update("delete from person where id = ? or merged_into = ?", person, person);
            return all;
        });
        album.index().forget(faces);
        return faces.size();
    }

    private static long decision(Tx tx, String kind) throws SQLException {
        return tx.insert("insert into decision (kind) values (?)", kind);
    }

    private static void remember(Tx tx, long decision, String which) throws SQLException {
        tx.update(
                "insert or ignore into moved (decision, face, person, confirmed) select ?, id, person, confirmed from face where "
                        + which,
                decision);
    }

    private static void known(Tx tx, long person) throws SQLException {
        if (tx.one("select 1 from person where id = ? and merged_into is null", row -> true, person)
                .isEmpty()) {
            throw unknown(person);
        }
    }

    private static long person(Tx tx, long face) throws SQLException {
        Long person = Groups.personOf(tx, face);
        if (person == null) {
            throw new ActionException(
                    Kind.NOT_FOUND, "There is no face " + face + " in a group; the photo may have changed: look again");
        }
        return person;
    }

    private static ActionException unknown(long person) {
        return new ActionException(
                Kind.NOT_FOUND,
                "There is no person " + person + "; it may have been joined to another or deleted: look again");
    }
}
