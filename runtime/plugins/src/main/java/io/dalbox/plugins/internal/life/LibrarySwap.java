package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.internal.guard.Failure;
import io.dalbox.plugins.internal.guard.Words;
import io.dalbox.plugins.internal.jar.Stored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * Replaces libraries and restarts the plugins that are wired to them, as one change with one refresh. When one of the plugins does
 * not come back, all of them go back to the libraries and versions that ran before. Meanwhile their users wait as in the swap of a
 * single plugin. Only used by the conductor's thread.
 */
final class LibrarySwap {

    private final Starter starter;
    private final Lifecycle lifecycle;
    private final Outcomes outcomes;
    private final Replacement replacement;
    private final Ledger ledger;

    LibrarySwap(Starter starter, Lifecycle lifecycle, Outcomes outcomes, Replacement replacement, Ledger ledger) {
        this.starter = starter;
        this.lifecycle = lifecycle;
        this.outcomes = outcomes;
        this.replacement = replacement;
        this.ledger = ledger;
    }

    /** A plugin, the version that ran, and the jar that should run with the new libraries. */
    private record Move(Hosted user, Hosted.Running before, Stored next) {
        boolean updates() {
            return !before.jar().hash().equals(next.hash());
        }
    }

    /**
     * Takes the candidates in place of what runs.
     *
     * @param candidates resolved beside the running versions
     * @param users the plugins that are wired to those
     * @return the users that are now as the folder wants them
     */
    Set<Hosted> swap(Map<Hosted, Hosted.Running> candidates, List<Hosted> users) {
        List<Move> moves = new ArrayList<>();
        for (Hosted user : users) {
            if (user.running != null) {
                moves.add(new Move(user, user.running, lifecycle.next(user)));
            }
        }
        // All are shut before the first is waited for: their users leave at the same time.
        moves.forEach(move -> outcomes.stopping(move.user, true));
        moves.forEach(move -> starter.quiesce(move.user.key, move.before, true));
        Map<Hosted, Hosted.@Nullable Running> before = new LinkedHashMap<>();
        candidates.keySet().forEach(library -> before.put(library, library.running));
        before.forEach(this::discard);
        moves.stream().filter(Move::updates).forEach(move -> starter.discard(move.user.key, move.before));
        starter.tidy();
        Map<Move, Hosted.Running> started = new LinkedHashMap<>();
        for (Move move : moves) {
            try {
                started.put(move, replacement.begin(move.user, move.next));
            } catch (Failure e) {
                back(candidates, before, moves, started, named(move, e));
                return settled(moves);
            }
        }
        candidates.forEach(outcomes::resolved);
        started.forEach((move, running) -> {
            if (move.updates()) {
                move.user.previous = move.before.jar();
            }
            outcomes.live(move.user, running, null);
        });
        return settled(moves);
    }

    // What is disabled or waits for somebody's yes was only restarted; its row has yet to say so.
    private static Set<Hosted> settled(List<Move> moves) {
        return moves.stream()
                .filter(move -> move.next.equals(move.user.entry.jar()))
                .map(Move::user)
                .collect(Collectors.toSet());
    }

    private void back(
            Map<Hosted, Hosted.Running> candidates,
            Map<Hosted, Hosted.@Nullable Running> before,
            List<Move> moves,
            Map<Move, Hosted.Running> started,
            Failure why) {
        started.forEach((move, running) -> starter.quiesce(move.user.key, running, true));
        candidates.forEach((library, candidate) -> starter.discard(library.key, candidate));
        started.forEach((move, running) -> {
            if (move.updates()) {
                starter.discard(move.user.key, running);
            }
        });
        before.forEach((library, old) -> {
            library.running = null;
            restore(library, old, candidates.get(library), why);
        });
        starter.tidy();
        moves.forEach(move -> again(move, why));
    }

    private void restore(
            Hosted library, Hosted.@Nullable Running old, Hosted.@Nullable Running candidate, Failure why) {
        Stored refused = candidate == null ? library.entry.jar() : candidate.jar();
        try {
            if (old == null) {
                throw why;
            }
            Bundle bundle = starter.prepare(library.key, old.jar());
            outcomes.refused(library, new Hosted.Running(old.jar(), bundle, null), refused, why);
        } catch (Failure e) {
            outcomes.failed(library, refused, e);
        }
    }

    private void again(Move move, Failure why) {
        try {
            Hosted.Running running = replacement.begin(move.user, move.before.jar());
            outcomes.live(move.user, running, null);
            if (move.updates()) {
                outcomes.refused(move.user, running, move.next, why);
            } else {
                ledger.history(move.user.key, "host", "new library", Words.message(why));
            }
        } catch (Failure e) {
            move.user.running = null;
            outcomes.failed(move.user, move.before.jar(), e);
        }
    }

    private void discard(Hosted library, Hosted.@Nullable Running old) {
        if (old != null) {
            starter.discard(library.key, old);
        }
    }

    private static Failure named(Move move, Failure why) {
        return new Failure(
                why.hung() ? PluginFault.HUNG : why.fault(),
                "The plugin " + move.user.key + " does not start with it: " + Words.message(why));
    }
}
