package io.dalbox.json;

import java.util.Collection;
import java.util.Optional;

/** Guesses what a mistyped name was meant to be. */
public final class Nearest {

    private Nearest() {}

    /** Returns {@code "; did you mean 'x'?"} when a name is near enough, else nothing. */
    public static String hint(String name, Collection<String> known) {
        return of(name, known).map(best -> "; did you mean '" + best + "'?").orElse("");
    }

    /** Returns the name that was probably meant. */
    public static Optional<String> of(String name, Collection<String> known) {
        // A third of the letters wrong is still recognised by a reader; beyond that a guess misleads.
        int limit = Math.max(1, name.length() / 3);
        String best = null;
        int bestDistance = limit + 1;
        for (String candidate : known) {
            int distance = distance(name, candidate, bestDistance);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Optimal string alignment distance: a swap of neighbours is one mistake. Gives up at {@code limit}. */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit || a.length() > 100) {
            return limit;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(cost[i - 1][j] + 1, Math.min(cost[i][j - 1] + 1, cost[i - 1][j - 1] + change));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
            }
        }
        return cost[a.length()][b.length()];
    }
}
