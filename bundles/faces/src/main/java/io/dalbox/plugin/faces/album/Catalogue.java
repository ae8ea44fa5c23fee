package io.dalbox.plugin.faces.album;

import io.dalbox.data.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads who there is, and where. Thread-safe. */
@Component(service = Catalogue.class)
public final class Catalogue {

    /** The best face stands for a person: one that the owner confirmed, if there is. */
    private static final String PEOPLE = "select p.id, p.name, p.hidden,"
            + " (select f.id from face f join photo o on o.id = f.photo where f.person = p.id and o.gone = 0"
            + " order by f.confirmed desc, f.quality desc, f.id limit 1) as face,"
            + " (select count(distinct f.photo) from face f join photo o on o.id = f.photo where f.person = p.id and o.gone = 0)"
            + " as photos from person p where p.merged_into is null";

    private static final String FACES =
            "select f.id, o.path, f.person, p.name, f.x, f.y, f.width, f.height, f.score, f.quality,"
                    + " f.confirmed from face f join photo o on o.id = f.photo left join person p on p.id = f.person where o.gone = 0";

    private final Album album;

    /** Of an album. */
    @Activate
    public Catalogue(@Reference Album album) {
        this.album = album;
    }

    /** Returns who is on at least one photo that is there, those with a name first, then those on most photos. */
    public List<Person> people() {
        return album.database().read(Catalogue::people);
    }

    static List<Person> people(Tx tx) throws SQLException {
        return tx.query(
                "select * from (" + PEOPLE + ") where photos > 0 order by name is null, photos desc, id",
                Catalogue::person);
    }

    /** Returns one; empty when there is none, or it was joined to another. */
    public Optional<Person> person(long id) {
        return album.database().read(tx -> tx.one(PEOPLE + " and p.id = ?", Catalogue::person, id));
    }

    /** Returns a person's faces, newest photos last. */
    public List<Face> faces(long person) {
        return album.database()
                .read(tx -> tx.query(FACES + " and f.person = ? order by o.path, f.id", Catalogue::face, person));
    }

    /** Returns the faces on a photo, from the left. */
    public List<Face> facesOf(String path) {
        return album.database()
                .read(tx -> tx.query(FACES + " and o.path = ? order by f.x, f.id", Catalogue::face, path));
    }

    /** Returns the photo that a face is on. */
    public Optional<String> photoOf(long face) {
        return album.database()
                .read(tx -> tx.one(
                        "select o.path from face f join photo o on o.id = f.photo where f.id = ?",
                        row -> row.getString(1),
                        face));
    }

    /** Returns the people whose name has these letters in it. */
    public List<Person> named(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return people().stream()
                .filter(person -> person.name() != null
                        && person.name().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getLong("id"),
                row.getString("name"),
                row.getLong("face"),
                row.getInt("photos"),
                row.getInt("hidden") != 0);
    }

    private static Face face(ResultSet row) throws SQLException {
        long person = row.getLong(3);
        return new Face(
                row.getLong(1),
                row.getString(2),
                person == 0 ? null : person,
                row.getString(4),
                row.getDouble(5),
                row.getDouble(6),
                row.getDouble(7),
                row.getDouble(8),
                row.getDouble(9),
                row.getDouble(10),
                row.getInt(11) != 0);
    }
}
