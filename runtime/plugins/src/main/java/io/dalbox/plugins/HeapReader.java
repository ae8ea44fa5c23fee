package io.dalbox.plugins;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds out what keeps classes in memory, by a dump of the heap. A service apart, since hardly anybody ever needs it and its library
 * is large. Thread-safe; a call blocks for some seconds, and all threads stand still while the dump is made.
 */
@ProviderType
public interface HeapReader {

    /**
     * Looks for what holds class loaders, or objects or classes of theirs.
     *
     * @param marker a class whose instances each have a field {@code key}, a text, and a field {@code reference}, a weak reference
     *     to a class loader
     * @return what was found, by that key; nothing for what nobody holds
     * @throws IOException if the dump cannot be written or read, such as for want of space
     */
    Map<String, Found> holders(Class<?> marker) throws IOException;

    /**
     * What is left of a class loader.
     *
     * @param ways from a root of the garbage collector to the first thing of the class loader, each with one step a line
     * @param open files and connections that its objects hold open
     */
    record Found(List<Way> ways, List<Opened> open) {

        /** Nothing, as far as is known. */
        public static final Found NOTHING = new Found(List.of(), List.of());

        /** Copies the lists. */
        public Found {
            ways = List.copyOf(ways);
            open = List.copyOf(open);
        }
    }

    /**
     * A file or a connection that is open.
     *
     * @param kind which of them
     * @param name the file's path as it was opened, or the other end's address
     * @param holder the class and field of the class loader by which it is reached
     */
    record Opened(Kind kind, String name, String holder) {

        /** Kinds of what can be open. */
        public enum Kind {
            FILE,
            SOCKET
        }
    }

    /**
     * A way from a root to something of a class loader.
     *
     * @param root what begins it, such as a running thread with its name
     * @param steps the fields and elements on the way, each with its class
     * @param count how many objects are held in the same way
     */
    record Way(String root, List<String> steps, int count) {

        /** Copies the list. */
        public Way {
            steps = List.copyOf(steps);
        }
    }
}
