package io.dalbox.it.sample.faulty;

import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;

/** What goes wrong in a version, and where: its manifest says so, as in {@code Fault: START HANG}. */
enum Fault {
    THROW {
        @Override
        void happen() {
            throw new IllegalStateException("no licence for today");
        }
    },
    WAIT {
        @Override
        void happen() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("told to end", e);
            }
        }
    },
    HANG {
        @Override
        void happen() {
            while (System.getProperty("faulty.end") == null) {
                LockSupport.parkNanos(1_000_000_000);
                Thread.interrupted(); // an interrupt is not heeded
            }
        }
    },
    DEADLOCK {
        @Override
        void happen() {
            new Embrace().enter();
        }
    },
    LEAK {
        @Override
        void happen() {
            Thread.ofPlatform().daemon().name("faulty-leak").start(HANG::happen);
        }
    },
    OPEN {
        @Override
        void happen() {
            try {
                File file = File.createTempFile("faulty-open", ".txt");
                file.deleteOnExit();
                forgotten = new FileReader(file, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            LEAK.happen();
        }
    },
    EXIT {
        @Override
        void happen() {
            System.exit(43);
        }
    },
    KILL {
        @Override
        void happen() {
            Runtime.getRuntime().halt(42); // no hook and no finally runs, as with a signal that cannot be caught
        }
    };

    /** What {@link #OPEN} does not close. */
    static @Nullable Reader forgotten;

    abstract void happen();

    /** Lets happen what is to happen at a place: CLASS, CONSTRUCTOR, ACTIVATE, DEACTIVATE, START, STOP or HEALTH. */
    static void at(String place) {
        String fault = FrameworkUtil.getBundle(Fault.class).getHeaders("").get("Fault");
        if (fault != null && fault.startsWith(place + " ")) {
            valueOf(fault.substring(place.length() + 1)).happen();
        }
    }
}
