package io.dalbox.plugin.faces.album;

import io.dalbox.data.Tx;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The groups of faces, one for each person, and which of them are kept apart. All in the transaction of the caller. */
final class Groups {

    private Groups() {}

    static long found(Tx tx) throws SQLException {
        return tx.insert("insert into person (name) values (null)");
    }

    /** A group whose owner has said something about it: a name, or that a face is right. It stays as it is. */
    static boolean settled(Tx tx, long person) throws SQLException {
        return tx.one(
                        "select 1 from person where id = ? and (name is not null or exists"
                                + " (select 1 from face where person = person.id and confirmed = 1))",
                        row -> true,
                        person)
                .isPresent();
    }

    static boolean apart(Tx tx, long a, long b) throws SQLException {
        return tx.one("select 1 from apart where a = ? and b = ?", row -> true, Math.min(a, b), Math.max(a, b))
                .isPresent();
    }

    static void keepApart(Tx tx, long a, long b) throws SQLException {
        if (a != b && !apart(tx, a, b)) {
            tx.update("insert into apart (a, b) values (?, ?)", Math.min(a, b), Math.max(a, b));
        }
    }

    static List<Long> apartFrom(Tx tx, long person) throws SQLException {
        return tx.query(
                "select case when a = ? then b else a end from apart where a = ? or b = ?",
                row -> row.getLong(1),
                person,
                person,
                person);
    }

    /** Whoever was kept apart from {@code from} is kept apart from {@code to} as well. */
    static void inherit(Tx tx, long from, long to) throws SQLException {
        for (long other : apartFrom(tx, from)) {
            keepApart(tx, to, other);
        }
    }

    /** Joins two groups. The faces keep whether they are confirmed; an empty row stays, so that it can be undone. */
    static void join(Tx tx, long from, long into) throws SQLException {
        tx.update("delete from apart where a = ? and b = ?", Math.min(from, into), Math.max(from, into));
        inherit(tx, from, into);
        tx.update(
                "update person set name = coalesce(name, (select name from person where id = ?)) where id = ?",
                from,
                into);
        tx.update("update face set person = ? where person = ?", into, from);
        tx.update("update person set merged_into = ? where id = ?", into, from);
    }

    static boolean sharePhoto(Tx tx, long a, long b) throws SQLException {
        return tx.one(
                        "select 1 from face f join face g on g.photo = f.photo where f.person = ? and g.person = ?",
                        row -> true,
                        a,
                        b)
                .isPresent();
    }

    static List<float[]> vectors(Tx tx, long person, String model, int most) throws SQLException {
        return tx.query(
                "select vector from face where person = ? and model = ? order by confirmed desc, quality desc, id limit ?",
                row -> Vectors.floats(row.getBytes(1)),
                person,
                model,
                most);
    }

    static @Nullable Long personOf(Tx tx, long face) throws SQLException {
        return tx.one("select coalesce(person, 0) from face where id = ?", row -> row.getLong(1), face)
                .filter(person -> person != 0)
                .orElse(null);
    }
}
