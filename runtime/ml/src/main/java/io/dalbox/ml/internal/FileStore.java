package io.dalbox.ml.internal;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.json.Nearest;
import io.dalbox.ml.LoadedModels;
import io.dalbox.ml.ModelProgress;
import io.dalbox.ml.ModelStore;
import io.dalbox.ml.StoredModel;
import io.dalbox.ml.internal.files.Declarations;
import io.dalbox.ml.internal.files.Declared;
import io.dalbox.ml.internal.files.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The models of all plugins. */
@Component(service = ModelStore.class)
public final class FileStore implements ModelStore {

    private final MlRuntime runtime;
    private final Supplier<List<Declared>> declared;
    private final Set<String> installing = ConcurrentHashMap.newKeySet();

    /** Of what the plugins declare. */
    @Activate
    public FileStore(@Reference MlRuntime runtime, @Reference Declarations declarations) {
        this(runtime, declarations::all);
    }

    FileStore(MlRuntime runtime, Supplier<List<Declared>> declared) {
        this.runtime = runtime;
        this.declared = declared;
    }

    @Override
    public List<StoredModel> list() throws IOException {
        List<StoredModel> models = new ArrayList<>();
        Map<String, List<Declared>> byFile = declared.get().stream()
                .collect(Collectors.groupingBy(Declared::key, LinkedHashMap::new, Collectors.toList()));
        Map<String, Long> names = byFile.values().stream()
                .collect(Collectors.groupingBy(same -> same.getFirst().name(), Collectors.counting()));
        for (List<Declared> same : byFile.values()) {
            Declared first = same.getFirst();
            boolean unique = names.getOrDefault(first.name(), 0L) == 1;
            models.add(stored(unique ? first.name() : first.qualified(), same));
        }
        models.sort(Comparator.comparing(StoredModel::id));
        return models;
    }

    private StoredModel stored(String id, List<Declared> same) throws IOException {
        Declared first = same.getFirst();
        Place place = runtime.shelf().find(first);
        @Nullable Path path = place.path();
        return new StoredModel(
                id,
                first.name(),
                List.copyOf(new TreeSet<>(same.stream().map(Declared::plugin).toList())),
                first.version(),
                first.label(),
                first.licence(),
                same.stream().allMatch(Declared::optional),
                first.size() == 0 && path != null ? Files.size(path) : first.size(),
                first.sha256() == null ? place.sha256() : first.sha256(),
                place.state(),
                path == null ? null : path.toString(),
                first.sources().size());
    }

    @Override
    public void install(String id, ModelProgress progress) throws IOException, InterruptedException {
        Declared model = find(id);
        if (runtime.shelf().find(model).state().usable()) {
            return;
        }
        this.<InterruptedException>once(
                model, () -> runtime.installer().install(model, runtime.registries(), progress));
    }

    /** Two that write the same file would spoil it for each other. */
    private <X extends Exception> void once(Declared model, Writer<X> work) throws IOException, X {
        if (!installing.add(model.key())) {
            throw new ActionException(
                    Kind.CONFLICT, "The model '" + model.name() + "' is being fetched already. Wait for that.");
        }
        try {
            work.write();
        } finally {
            installing.remove(model.key());
        }
    }

    private interface Writer<X extends Exception> {
        void write() throws IOException, X;
    }

    @Override
    public void discard(String id) throws IOException {
        runtime.installer().discard(find(id));
    }

    @Override
    public void delete(String id) throws IOException {
        Declared model = find(id);
        unload(id);
        if (!runtime.shelf().delete(model)) {
            throw new ActionException(
                    Kind.CONFLICT,
                    switch (runtime.shelf().find(model).state()) {
                        case SHIPPED -> "The model '" + id + "' came with Dalbox and stays.";
                        case OWN -> "The file of the model '" + id + "' is yours; take it away from it instead.";
                        case INSTALLED, MISSING, DAMAGED -> "There is no file of the model '" + id + "'.";
                    });
        }
    }

    @Override
    public void useFile(String id, @Nullable Path file) throws IOException {
        Declared model = find(id);
        if (file != null) {
            check(model, file);
        }
        runtime.own().set(model.key(), file);
    }

    @Override
    public void put(String id, InputStream content) throws IOException {
        Declared model = find(id);
        this.<IOException>once(model, () -> runtime.installer().put(model, content));
    }

    private void check(Declared model, Path file) throws IOException {
        if (!file.isAbsolute() || !Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new ActionException(
                    Kind.INVALID,
                    "/path",
                    file + " is no file that Dalbox can read; give an absolute path of the server.");
        }
        String wanted = model.sha256();
        if (wanted != null && !wanted.equals(runtime.shelf().hash(file))) {
            throw new ActionException(
                    Kind.INVALID,
                    "/path",
                    file.getFileName() + " is another file than the plugin " + model.plugin() + " declares: "
                            + model.file() + " with " + model.size() + " bytes and the SHA-256 " + wanted + ".");
        }
    }

    @Override
    public LoadedModels loaded() {
        return runtime.sessions().report();
    }

    @Override
    public int unload(String id) {
        Declared model = find(id);
        String hash = hash(model);
        int count = hash == null ? 0 : runtime.sessions().unload(hash);
        if (count < 0) {
            throw new ActionException(
                    Kind.CONFLICT, "The model '" + id + "' is in use. Wait for the work with it, or cancel that.");
        }
        return count;
    }

    private @Nullable String hash(Declared model) {
        try {
            return model.sha256() == null ? runtime.shelf().find(model).sha256() : model.sha256();
        } catch (IOException e) {
            return null;
        }
    }

    private Declared find(String id) {
        List<Declared> all = declared.get();
        List<Declared> found = all.stream()
                .filter(m -> m.name().equals(id) || m.qualified().equals(id))
                .toList();
        if (found.isEmpty()) {
            throw new ActionException(
                    Kind.NOT_FOUND,
                    "No plugin that runs declares a model '" + id + "'"
                            + Nearest.hint(id, all.stream().map(Declared::name).toList()) + ".");
        }
        if (found.stream().map(Declared::key).distinct().count() > 1) {
            throw new ActionException(
                    Kind.INVALID,
                    "Several plugins have different models of this name; name one of "
                            + found.stream().map(Declared::qualified).collect(Collectors.joining(", ")) + ".");
        }
        return found.getFirst();
    }
}
