package io.dalbox.store.internal;

import io.dalbox.data.Work;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One work on its way through the writer. */
final class Job<T> {

    /** Tells the writer that nothing follows. */
    static final Job<String> LAST = new Job<>(tx -> "");

    final CompletableFuture<T> done = new CompletableFuture<>();

    private final Work<T> work;
    private @Nullable SqlTx tx;
    private @Nullable T result;
    private @Nullable Throwable failure;

    Job(Work<T> work) {
        this.work = work;
    }

    /**
     * Runs the work, inside a savepoint unless it is alone in its transaction; the caller then rolls back when it {@link #failed}.
     *
     * @throws SQLException if the transaction of the whole batch is lost
     */
    void run(Session session, boolean alone) throws SQLException {
        if (!alone) {
            session.prepared("SAVEPOINT work");
        }
        SqlTx own = new SqlTx(session, true);
        tx = own;
        try {
            result = work.apply(own);
        } catch (SQLException | RuntimeException | Error failed) {
            failure = failed;
        } finally {
            own.end();
        }
        SQLException fatal = own.fatal();
        if (fatal != null) {
            throw fatal;
        }
        if (alone) {
            return;
        }
        if (failure != null) {
            session.prepared("ROLLBACK TO work");
        }
        session.prepared("RELEASE work");
    }

    boolean failed() {
        return failure != null;
    }

    /** The actions to run now that the batch is durable. */
    List<Runnable> afterCommit() {
        return failure == null && tx != null ? tx.afterCommit() : List.of();
    }

    /** Tells the caller how it went. */
    @SuppressWarnings("NullAway") // a work may return null where its T allows it
    void settle() {
        if (failure != null) {
            done.completeExceptionally(failure);
        } else {
            done.complete(result);
        }
    }

    /** Tells the caller that the batch was not written; a failure of its own tells more. */
    void lose(Throwable reason) {
        done.completeExceptionally(failure != null ? failure : reason);
    }
}
