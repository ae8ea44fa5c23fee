package __PACKAGE__;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * The newest notes. They live as long as the plugin runs: replace this by something that keeps them, such as a file through
 * {@code io.dalbox.storage.Storages}. Thread-safe, since actions are called by many threads at once.
 */
@Component(service = Notes.class)
public final class Notes {

    private static final int MOST = 100;

    private final Deque<Note> notes = new ArrayDeque<>();

    synchronized void add(Note note) {
        notes.addFirst(note);
        if (notes.size() > MOST) {
            notes.removeLast();
        }
    }

    synchronized List<Note> newest() {
        return List.copyOf(notes);
    }
}
