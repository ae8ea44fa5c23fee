package io.dalbox.plugin.faces.album;

import io.dalbox.data.Tx;
import io.dalbox.plugin.faces.album.VectorIndex.Near;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts a new face into the group of the person whom it is most like, or into a group of its own.
 *
 * <p>A face that is in a group stays there: only new ones are placed, and only whole groups about which the owner has said nothing are
 * joined when a new face shows that they are one. Groups that are kept apart never become one.
 */
final class Sorting {

    /** Of so many faces of a person, the most alike ones, the mean decides: one odd photo shall not. */
    private static final int VOTES = 3;

    private static final int SAMPLE = 30;

    private final Tx tx;
    private final Recognition recognition;

    Sorting(Tx tx, Recognition recognition) {
        this.tx = tx;
        this.recognition = recognition;
    }

    private record Candidate(long person, double similarity) {}

    /**
     * Places a face.
     *
     * @param near the faces most like it, the most alike first
     * @param taken who is on the photo already: nobody is there twice
     * @return the person
     */
    long place(List<Near> near, Set<Long> taken) throws SQLException {
        List<Candidate> candidates = candidates(near);
        @Nullable
        Candidate best = candidates.stream()
                .filter(candidate -> !taken.contains(candidate.person))
                .findFirst()
                .orElse(null);
        if (best == null) {
            return Groups.found(tx);
        }
        return join(best.person, candidates, taken);
    }

    private List<Candidate> candidates(List<Near> near) throws SQLException {
        Map<Long, List<Double>> votes = new TreeMap<>();
        for (Near one : near) {
            Long person = Groups.personOf(tx, one.id());
            if (person != null) {
                votes.computeIfAbsent(person, key -> new ArrayList<>()).add(one.similarity());
            }
        }
        List<Candidate> candidates = new ArrayList<>();
        votes.forEach((person, similar) -> {
            double mean =
                    similar.stream().limit(VOTES).mapToDouble(v -> v).average().orElse(0);
            if (mean >= recognition.threshold()) {
                candidates.add(new Candidate(person, mean));
            }
        });
        candidates.sort(
                Comparator.comparingDouble(Candidate::similarity).reversed().thenComparing(Candidate::person));
        return candidates;
    }

    private long join(long best, List<Candidate> candidates, Set<Long> taken) throws SQLException {
        for (Candidate other : candidates) {
            if (other.person != best && !taken.contains(other.person) && mayJoin(best, other.person)) {
                Groups.join(tx, other.person, best);
            }
        }
        return best;
    }

    private boolean mayJoin(long a, long b) throws SQLException {
        return !Groups.settled(tx, a)
                && !Groups.settled(tx, b)
                && !Groups.apart(tx, a, b)
                && !Groups.sharePhoto(tx, a, b)
                && alike(a, b);
    }

    private boolean alike(long a, long b) throws SQLException {
        List<float[]> left = Groups.vectors(tx, a, recognition.model(), SAMPLE);
        List<float[]> right = Groups.vectors(tx, b, recognition.model(), SAMPLE);
        double sum = 0;
        for (float[] one : left) {
            for (float[] other : right) {
                sum += VectorIndex.product(one, other);
            }
        }
        return sum >= recognition.threshold() * left.size() * right.size();
    }
}
