package io.dalbox.tasks.internal;

import io.dalbox.data.DatabaseException;
import io.dalbox.data.Work;
import io.dalbox.store.Store;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A real store whose commits fail, or which is dead, as it is for a process that was killed. */
final class FaultyStore implements Store {

    private final Store real;
    private final AtomicInteger failures = new AtomicInteger();
    /** Of a hundred commits so many fail. */
    private volatile int percent;

    private volatile boolean dead;

    FaultyStore(Store real) {
        this.real = real;
    }

    void failCommits() {
        percent = 100;
    }

    void failSome(int ofHundred) {
        percent = ofHundred;
    }

    void heal() {
        percent = 0;
    }

    /** From now on nothing that uses this store reads or writes any more. */
    void die() {
        dead = true;
    }

    int failures() {
        return failures.get();
    }

    @Override
    public <T> T read(Work<T> work) {
        if (dead) {
            throw new DatabaseException("dead");
        }
        return real.read(work);
    }

    @Override
    public <T> T write(Work<T> work) {
        return real.write(tx -> {
            T result = work.apply(tx);
            if (dead || ThreadLocalRandom.current().nextInt(100) < percent) {
                failures.incrementAndGet();
                throw new SQLException("the disk is full");
            }
            return result;
        });
    }

    @Override
    public void migrate(String area, List<String> steps) {
        real.migrate(area, steps);
    }
}
