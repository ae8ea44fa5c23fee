package io.dalbox.plugin.faces.album;

import io.dalbox.data.Tx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Compares groups: which may be one person, and which may be several. Computes, so it belongs on a CPU thread. Thread-safe. */
@Component(service = Likeness.class)
public final class Likeness {

    /** Of so many people, those on most photos, all pairs are looked at. */
    private static final int PEOPLE = 1000;

    private static final int SAMPLE = 40;

    private final Album album;

    /** In an album. */
    @Activate
    public Likeness(@Reference Album album) {
        this.album = album;
    }

    /** Returns pairs that the owner should be asked about, the most alike first. */
    public List<Pair> pairs(Recognition recognition, int most) {
        return album.database().read(tx -> {
            List<Person> people = Catalogue.people(tx).stream()
                    .filter(person -> !person.hidden())
                    .limit(PEOPLE)
                    .toList();
            Map<Long, float[]> middles = middles(tx, people, recognition);
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < people.size(); i++) {
                for (int k = i + 1; k < people.size(); k++) {
                    add(people.get(i), people.get(k), middles, recognition, pairs);
                }
            }
            pairs.sort(Comparator.comparingDouble(Pair::similarity).reversed());
            List<Pair> open = new ArrayList<>();
            for (Pair pair : pairs) {
                if (open.size() < most && open(tx, pair)) {
                    open.add(pair);
                }
            }
            return open;
        });
    }

    private static boolean open(Tx tx, Pair pair) throws SQLException {
        return !Groups.apart(tx, pair.a().id(), pair.b().id())
                && !Groups.sharePhoto(tx, pair.a().id(), pair.b().id());
    }

    private static Map<Long, float[]> middles(Tx tx, List<Person> people, Recognition recognition) throws SQLException {
        Map<Long, float[]> middles = new HashMap<>();
        for (Person person : people) {
            List<float[]> vectors = Groups.vectors(tx, person.id(), recognition.model(), SAMPLE);
            if (!vectors.isEmpty()) {
                middles.put(person.id(), Vectors.middle(vectors, vectors.getFirst().length));
            }
        }
        return middles;
    }

    private static void add(Person a, Person b, Map<Long, float[]> middles, Recognition recognition, List<Pair> pairs) {
        float[] left = middles.get(a.id());
        float[] right = middles.get(b.id());
        boolean bothNamed = a.name() != null && b.name() != null;
        if (left != null && right != null && !bothNamed && left.length == right.length) {
            double similarity = VectorIndex.product(left, right);
            if (similarity >= recognition.perhaps()) {
                pairs.add(new Pair(a, b, similarity));
            }
        }
    }

    private record Member(long id, boolean confirmed, float[] vector) {}

    /**
     * Finds the parts that a group falls into when more likeness is asked for: half-way between the threshold and equality.
     *
     * @return the parts other than the largest; faces that the owner confirmed are in none of them
     */
    public List<List<Long>> parts(long person, Recognition recognition) {
        List<Member> members = album.database()
                .read(tx -> tx.query(
                        "select id, confirmed, vector from face where person = ? and model = ? order by confirmed desc, quality desc, id",
                        row -> new Member(row.getLong(1), row.getInt(2) != 0, Vectors.floats(row.getBytes(3))),
                        person,
                        recognition.model()));
        double bar = (1 + recognition.threshold()) / 2;
        List<List<Member>> parts = new ArrayList<>();
        for (Member member : members) {
            parts.stream()
                    .filter(part -> alike(part, member) >= bar)
                    .max(Comparator.comparingDouble(part -> alike(part, member)))
                    .orElseGet(() -> {
                        List<Member> part = new ArrayList<>();
                        parts.add(part);
                        return part;
                    })
                    .add(member);
        }
        // The one with the owner's faces stays, else the largest.
        parts.sort(Comparator.comparing((List<Member> part) -> part.stream().noneMatch(Member::confirmed))
                .thenComparing(part -> -part.size()));
        return parts.stream()
                .skip(1)
                .map(part -> part.stream()
                        .filter(member -> !member.confirmed())
                        .map(Member::id)
                        .toList())
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static double alike(List<Member> part, Member member) {
        return part.stream()
                .mapToDouble(other -> VectorIndex.product(other.vector, member.vector))
                .average()
                .orElse(0);
    }
}
