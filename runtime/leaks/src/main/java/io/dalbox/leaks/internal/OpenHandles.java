package io.dalbox.leaks.internal;

import io.dalbox.plugins.HeapReader.Opened;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shark.HeapField;
import shark.HeapGraph;
import shark.HeapObject;
import shark.HeapObject.HeapInstance;

/**
 * Walks from the objects of a class loader to the open files and connections that they reach, through objects of the platform such as
 * readers, lists and maps, but not through those of anybody else, since what others have open is theirs.
 */
final class OpenHandles {

    /** A plugin that holds more than this has filled the memory with it; what it holds open is found long before. */
    private static final int MOST_VISITED = 100_000;

    private static final int MOST_FOUND = 100;

    private static final List<String> NOT_ENTERED =
            List.of("java.lang.Thread", "java.lang.ClassLoader", "java.lang.ref.Reference");

    private final HeapGraph graph;
    private final Set<Long> objects;
    private final Set<Long> visited = new HashSet<>();
    private final Deque<Step> ahead = new ArrayDeque<>();
    private final Set<Opened> found = new LinkedHashSet<>();

    /** An object on the way, and the field of the class loader's by which it was reached. */
    private record Step(long object, String holder) {}

    OpenHandles(HeapGraph graph, Set<Long> objects) {
        this.graph = graph;
        this.objects = objects;
    }

    List<Opened> find() {
        objects.forEach(object -> add(object, ""));
        for (Step step = ahead.poll(); step != null && found.size() < MOST_FOUND; step = ahead.poll()) {
            enter(step);
        }
        return new ArrayList<>(found);
    }

    private void add(long object, String holder) {
        if (visited.size() < MOST_VISITED && visited.add(object)) {
            ahead.add(new Step(object, holder));
        }
    }

    private void enter(Step step) {
        boolean own = objects.contains(step.object);
        switch (graph.findObjectById(step.object)) {
            case HeapInstance instance -> enter(instance, step, own);
            case HeapObject.HeapObjectArray array -> {
                for (long element : array.readRecord().getElementIds()) {
                    if (element != 0) {
                        add(element, step.holder);
                    }
                }
            }
            case HeapObject.HeapClass type -> {
                if (own) {
                    for (HeapField field : Dump.each(type.readStaticFields())) {
                        follow(field, type.getName() + "." + field.getName());
                    }
                }
            }
            default -> {} // an array of numbers leads nowhere
        }
    }

    private void enter(HeapInstance instance, Step step, boolean own) {
        Optional<Opened> opened = Handle.of(instance, step.holder);
        if (opened.isPresent()) {
            found.add(opened.get());
            return;
        }
        if (!own && !platform(instance) || NOT_ENTERED.stream().anyMatch(instance::instanceOf)) {
            return;
        }
        for (HeapField field : Dump.each(instance.readFields())) {
            follow(field, own ? instance.getInstanceClassName() + "." + field.getName() : step.holder);
        }
    }

    private void follow(HeapField field, String holder) {
        Long object = field.getValue().getAsNonNullObjectId();
        if (object != null) {
            add(object, holder);
        }
    }

    private static boolean platform(HeapInstance instance) {
        return instance.getInstanceClass().readRecord().getClassLoaderId() == 0;
    }
}
