package io.dalbox.plugin.faces.album;

import io.dalbox.data.Database;
import io.dalbox.data.Tx;
import io.dalbox.plugin.faces.album.VectorIndex.Near;
import io.dalbox.plugin.faces.vision.FoundFace;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The photos that were looked at, and the faces on them. Thread-safe. */
@Component(service = Album.class)
public final class Album {

    private static final int NEIGHBOURS = 50;
    /** A face whose box moved by less is the same face of a photo that was looked at again. */
    private static final double SAME_BOX = 0.5;

    private final Database database;
    private final Index index;
    /** Two new faces of one person, sorted at the same time, would not see each other. */
    private final ReentrantLock sorting = new ReentrantLock();

    /** With the plugin's database. */
    @Activate
    public Album(@Reference Database database) {
        this.database = database;
        database.migrate(Schema.STEPS);
        this.index = new Index(database);
    }

    Database database() {
        return database;
    }

    Index index() {
        return index;
    }

    /** Returns whether the photo was looked at as it is now, with this model. */
    public boolean knows(PhotoFile photo, String model) {
        return database.read(tx -> tx.one(
                        "select 1 from photo where path = ? and size = ? and modified = ? and model = ? and gone = 0",
                        row -> true,
                        photo.path(),
                        photo.size(),
                        photo.modified(),
                        model))
                .isPresent();
    }

    /** Keeps that a photo cannot be read, so that it is not tried again until it changes. */
    public void unreadable(PhotoFile photo, String model, String reason) {
        List<Long> lost = database.write(tx -> {
            long id = photo(tx, photo, model, reason);
            List<Long> faces = faces(tx, id);
            tx.update("delete from face where photo = ?", id);
            return faces;
        });
        index.forget(lost);
    }

    /**
     * Keeps the faces of a photo in place of those that were known of it, and sorts the new ones. To be called on a CPU thread: it
     * searches the index.
     */
    public List<Placed> keep(PhotoFile photo, Recognition recognition, List<FoundFace> faces) {
        sorting.lock();
        try {
            List<List<Near>> near = new ArrayList<>();
            for (FoundFace face : faces) {
                near.add(face.quality() < recognition.leastQuality() ? List.of() : near(face.vector(), recognition));
            }
            List<Long> lost = new ArrayList<>();
            List<Placed> placed = database.write(tx -> {
                lost.clear();
                return place(tx, photo, recognition, faces, near, lost);
            });
            index.forget(lost);
            VectorIndex loaded = index.loaded(recognition.model());
            for (int i = 0; loaded != null && i < faces.size(); i++) {
                loaded.add(placed.get(i).id(), faces.get(i).vector());
            }
            return placed;
        } finally {
            sorting.unlock();
        }
    }

    /** Returns the faces most like this one, the most alike first. */
    List<Near> near(float[] vector, Recognition recognition) {
        return index.of(recognition.model(), vector.length)
                .nearest(vector, NEIGHBOURS, recognition.threshold(), this::vector);
    }

    private float @Nullable [] vector(long face) {
        return database.read(tx ->
                        tx.one("select vector from face where id = ?", row -> Vectors.floats(row.getBytes(1)), face))
                .orElse(null);
    }

    private static List<Placed> place(
            Tx tx,
            PhotoFile photo,
            Recognition recognition,
            List<FoundFace> faces,
            List<List<Near>> near,
            List<Long> lost)
            throws SQLException {
        long id = photo(tx, photo, recognition.model(), null);
        List<Old> before = before(tx, id);
        List<Placed> placed = new ArrayList<>();
        Set<Long> taken = new HashSet<>();
        for (FoundFace face : faces) {
            Optional<Old> same =
                    before.stream().filter(old -> old.overlap(face) > SAME_BOX).findFirst();
            same.ifPresent(old -> {
                before.remove(old);
                if (old.person != 0) {
                    taken.add(old.person);
                }
            });
            placed.add(new Placed(
                    same.map(Old::id).orElse(0L), same.map(Old::person).orElse(0L), same.isPresent()));
        }
        for (int i = 0; i < faces.size(); i++) {
            placed.set(i, put(tx, id, faces.get(i), placed.get(i), near.get(i), taken, recognition));
        }
        for (Old old : before) {
            tx.update("delete from face where id = ?", old.id);
            lost.add(old.id);
        }
        return placed;
    }

    private static Placed put(
            Tx tx, long photo, FoundFace face, Placed known, List<Near> near, Set<Long> taken, Recognition recognition)
            throws SQLException {
        Long person = known.person() == null || known.person() == 0 ? null : known.person();
        if (person == null && face.quality() >= recognition.leastQuality()) {
            person = new Sorting(tx, recognition).place(near, taken);
            taken.add(person);
        }
        Object[] values = {
            face.x(),
            face.y(),
            face.width(),
            face.height(),
            face.score(),
            face.quality(),
            recognition.model(),
            Vectors.bytes(face.vector()),
            face.thumbnail(),
            person,
            photo
        };
        if (known.known()) {
            tx.update(
                    "update face set x = ?, y = ?, width = ?, height = ?, score = ?, quality = ?, model = ?, vector = ?,"
                            + " thumbnail = ?, person = ?, photo = ? where id = " + known.id(),
                    values);
            return new Placed(known.id(), person, true);
        }
        long id = tx.insert(
                "insert into face (x, y, width, height, score, quality, model, vector, thumbnail, person, photo)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values);
        return new Placed(id, person, false);
    }

    private record Old(long id, long person, double x, double y, double width, double height) {

        double overlap(FoundFace face) {
            double w = Math.min(x + width, face.x() + face.width()) - Math.max(x, face.x());
            double h = Math.min(y + height, face.y() + face.height()) - Math.max(y, face.y());
            double common = w > 0 && h > 0 ? w * h : 0;
            return common / (width * height + face.width() * face.height() - common);
        }
    }

    private static List<Old> before(Tx tx, long photo) throws SQLException {
        return new ArrayList<>(tx.query(
                "select id, coalesce(person, 0), x, y, width, height from face where photo = ? order by id",
                row -> new Old(
                        row.getLong(1),
                        row.getLong(2),
                        row.getDouble(3),
                        row.getDouble(4),
                        row.getDouble(5),
                        row.getDouble(6)),
                photo));
    }

    private static List<Long> faces(Tx tx, long photo) throws SQLException {
        return tx.query("select id from face where photo = ?", row -> row.getLong(1), photo);
    }

    private static long photo(Tx tx, PhotoFile photo, String model, @Nullable String error) throws SQLException {
        Optional<Long> known = tx.one("select id from photo where path = ?", row -> row.getLong(1), photo.path());
        if (known.isEmpty()) {
            return tx.insert(
                    "insert into photo (path, size, modified, model, error) values (?, ?, ?, ?, ?)",
                    photo.path(),
                    photo.size(),
                    photo.modified(),
                    model,
                    error);
        }
        tx.update(
                "update photo set size = ?, modified = ?, model = ?, error = ?, gone = 0 where id = ?",
                photo.size(),
                photo.modified(),
                model,
                error,
                known.get());
        return known.get();
    }

    /**
     * Marks the photos of a folder that are not there any more; their faces are no longer shown, and are back when the photo is.
     *
     * @param prefix the folder's path with a slash at its end
     * @param there what is there
     * @return how many are gone now
     */
    public int gone(String prefix, boolean deep, Set<String> there) {
        return database.write(tx -> {
            List<String> known = tx.query(
                    "select path from photo where gone = 0 and substr(path, 1, ?) = ?",
                    row -> row.getString(1),
                    prefix.length(),
                    prefix);
            int count = 0;
            for (String path : known) {
                if (!there.contains(path) && (deep || path.indexOf('/', prefix.length()) < 0)) {
                    count += tx.update("update photo set gone = 1 where path = ?", path);
                }
            }
            return count;
        });
    }

    /** Returns a face's thumbnail as JPEG. */
    public Optional<byte[]> thumbnail(long face) {
        return database.read(tx -> tx.one("select thumbnail from face where id = ?", row -> row.getBytes(1), face));
    }

    /** Lets go of the index when nobody has used it for so long. */
    public void release(java.time.Duration idle) {
        index.release(idle.toNanos());
    }
}
