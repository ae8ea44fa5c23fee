package io.dalbox.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.action.ActionException;
import io.dalbox.tasks.TaskState;
import io.dalbox.testing.TestStore;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

final class MoveTest {

    @SuppressWarnings("NullAway.Init")
    private static TestStore store;

    @SuppressWarnings("NullAway.Init")
    private static Desk desk;

    @BeforeContainer
    static void open() {
        store = TestStore.open();
        desk = new Desk(store);
    }

    @AfterContainer
    static void close() {
        desk.close();
        store.close();
    }

    @Property
    void noWayLeadsOutOfCompletedAndOnlyARetryOutOfTheOtherEnds(@ForAll @Size(max = 40) List<Move> moves) {
        TaskState state = TaskState.QUEUED;
        for (Move move : moves) {
            if (move.allowedFrom(state)) {
                assertThat(state).isNotEqualTo(TaskState.COMPLETED);
                assertThat(state.finished()).isEqualTo(move == Move.RETRY);
                assertThat(move == Move.COMPLETE || move == Move.FAIL)
                        .isEqualTo(state == TaskState.RUNNING && move.to().finished() && move != Move.CANCEL);
                state = move.to();
            }
        }
    }

    /** What people can ask for while no runner is there. */
    enum Wish {
        PAUSE(Move.PAUSE),
        RESUME(Move.RESUME),
        CANCEL(Move.CANCEL),
        RETRY(Move.RETRY);

        final Move move;

        Wish(Move move) {
            this.move = move;
        }

        void ask(String id) {
            switch (this) {
                case PAUSE -> desk.tasks.pause(id);
                case RESUME -> desk.tasks.resume(id);
                case CANCEL -> desk.tasks.cancel(id);
                case RETRY -> desk.tasks.retry(id);
            }
        }
    }

    @Property(tries = 100)
    void theRowFollowsTheTableWhateverIsAskedFor(@ForAll @Size(max = 12) List<Wish> wishes) {
        String id = desk.create().taskId();
        TaskState expected = TaskState.QUEUED;
        for (Wish wish : wishes) {
            boolean allowed = wish.move.allowedFrom(expected);
            assertThat(granted(wish, id)).as("%s in %s", wish, expected).isEqualTo(allowed);
            expected = allowed ? wish.move.to() : expected;
            assertThat(desk.task(id).state()).isEqualTo(expected);
            assertThat(desk.task(id).finished() != null).isEqualTo(expected.finished());
        }
    }

    private static boolean granted(Wish wish, String id) {
        try {
            wish.ask(id);
            return true;
        } catch (ActionException e) {
            assertThat(e.kind()).isEqualTo(ActionException.Kind.CONFLICT);
            return false;
        }
    }
}
