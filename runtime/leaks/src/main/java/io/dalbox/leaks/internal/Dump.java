package io.dalbox.leaks.internal;

import io.dalbox.plugins.HeapReader.Found;
import io.dalbox.plugins.HeapReader.Opened;
import io.dalbox.plugins.HeapReader.Way;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import shark.ApplicationLeak;
import shark.HeapAnalysis;
import shark.HeapAnalysisFailure;
import shark.HeapAnalysisSuccess;
import shark.HeapAnalyzer;
import shark.HeapField;
import shark.HeapGraph;
import shark.HeapObject;
import shark.IgnoredReferenceMatcher;
import shark.LeakTrace;
import shark.LeakTraceReference;
import shark.MetadataExtractor;
import shark.OnAnalysisProgressListener;
import shark.ReferenceMatcher;
import shark.ReferencePattern;

/** A dump of the heap in a file. */
final class Dump {

    /** Enough to see all ways; more of the same say nothing new. */
    private static final int MOST_OBJECTS = 2_000;

    /** What does not keep from being collected. */
    private static final List<ReferenceMatcher> WEAK = Stream.of("Weak", "Soft", "Phantom")
            .<ReferenceMatcher>map(kind -> new IgnoredReferenceMatcher(
                    new ReferencePattern.InstanceFieldPattern("java.lang.ref." + kind + "Reference", "referent")))
            .toList();

    private final File file;

    Dump(File file) {
        this.file = file;
    }

    /** A class loader that should be gone, and what in the heap is of it or held open by it. */
    private record Suspect(String key, Set<Long> objects, List<Opened> open) {}

    Map<String, Found> holders(String marker) throws IOException {
        Map<String, Found> found = new LinkedHashMap<>();
        for (Suspect suspect : suspects(marker)) {
            found.put(suspect.key, new Found(ways(suspect.objects), suspect.open));
        }
        return found;
    }

    private List<Suspect> suspects(String marker) throws IOException {
        List<Suspect> suspects = new ArrayList<>();
        analyze(graph -> {
            HeapObject.HeapClass type = graph.findClassByName(marker);
            if (type != null) {
                for (HeapObject.HeapInstance instance : each(type.getDirectInstances())) {
                    Long loader = loader(marker, instance);
                    if (loader != null) {
                        Set<Long> objects = of(graph, loader);
                        suspects.add(new Suspect(
                                text(marker, instance, "key"), objects, new OpenHandles(graph, objects).find()));
                    }
                }
            }
            return Set.of();
        });
        return suspects;
    }

    private static @Nullable Long loader(String marker, HeapObject.HeapInstance instance) {
        HeapField field = instance.get(marker, "reference");
        HeapObject.HeapInstance reference = field == null ? null : field.getValueAsInstance();
        HeapField referent = reference == null ? null : reference.get("java.lang.ref.Reference", "referent");
        return referent == null ? null : referent.getValue().getAsNonNullObjectId();
    }

    private static String text(String marker, HeapObject.HeapInstance instance, String name) {
        HeapField field = instance.get(marker, name);
        HeapObject.HeapInstance value = field == null ? null : field.getValueAsInstance();
        return value == null ? "" : String.valueOf(value.readAsJavaString());
    }

    // The loader itself, its classes, and their instances: whichever of them somebody else holds.
    private static Set<Long> of(HeapGraph graph, long loader) {
        Set<Long> objects = new HashSet<>(Set.of(loader));
        for (HeapObject.HeapClass type : each(graph.getClasses())) {
            if (type.readRecord().getClassLoaderId() == loader) {
                objects.add(type.getObjectId());
                for (HeapObject.HeapInstance instance : each(type.getDirectInstances())) {
                    if (objects.size() < MOST_OBJECTS) {
                        objects.add(instance.getObjectId());
                    }
                }
            }
        }
        return objects;
    }

    private List<Way> ways(Set<Long> objects) throws IOException {
        List<Way> ways = new ArrayList<>();
        for (ApplicationLeak leak : analyze(graph -> objects).getApplicationLeaks()) {
            LeakTrace trace = leak.getLeakTraces().getFirst();
            ways.add(way(trace, leak.getLeakTraces().size()));
        }
        return ways;
    }

    private static Way way(LeakTrace trace, int count) {
        List<String> steps = new ArrayList<>();
        for (LeakTraceReference reference : trace.getReferencePath()) {
            String owner = reference.getOriginObject().getClassName();
            steps.add(
                    switch (reference.getReferenceType()) {
                        case ARRAY_ENTRY -> owner.replace("[]", "") + "[" + reference.getReferenceName() + "]";
                        case LOCAL -> owner + " (a local variable)";
                        case INSTANCE_FIELD, STATIC_FIELD ->
                            reference.getOwningClassName() + "." + reference.getReferenceName();
                    });
        }
        steps.add(trace.getLeakingObject().getClassName());
        return new Way(root(trace), steps, count);
    }

    private static String root(LeakTrace trace) {
        String description = trace.getGcRootType().getDescription();
        Set<String> labels = trace.getReferencePath().isEmpty()
                ? trace.getLeakingObject().getLabels()
                : trace.getReferencePath().getFirst().getOriginObject().getLabels();
        return labels.stream()
                .filter(label -> label.startsWith("Thread name"))
                .findFirst()
                .map(label -> description + ", " + label)
                .orElse(description);
    }

    /** What is to be looked for. */
    private interface Finder {
        Set<Long> find(HeapGraph graph);
    }

    private HeapAnalysisSuccess analyze(Finder finder) throws IOException {
        HeapAnalysis analysis = new HeapAnalyzer(OnAnalysisProgressListener.Companion.getNO_OP())
                .analyze(
                        file,
                        finder::find,
                        WEAK,
                        false,
                        List.of(new ThreadNames()),
                        MetadataExtractor.Companion.getNO_OP(),
                        null);
        return switch (analysis) {
            case HeapAnalysisSuccess success -> success;
            case HeapAnalysisFailure failure ->
                throw new IOException("The dump of the heap cannot be read", failure.getException());
            default -> throw new IOException("The dump of the heap cannot be read");
        };
    }

    static <T> Iterable<T> each(kotlin.sequences.Sequence<? extends T> sequence) {
        return () -> {
            Iterator<? extends T> all = sequence.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return all.hasNext();
                }

                @Override
                public T next() {
                    return all.next();
                }
            };
        };
    }
}
