package io.dalbox.ml.internal;

import io.dalbox.json.Nearest;
import io.dalbox.ml.ModelException;
import io.dalbox.ml.ModelInfo;
import io.dalbox.ml.Models;
import io.dalbox.ml.internal.files.Declarations;
import io.dalbox.ml.internal.files.Declared;
import io.dalbox.ml.internal.files.Place;
import io.dalbox.ml.internal.files.Shelf;
import io.dalbox.ml.internal.sessions.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The models of one bundle. Its view is as old as its use of the service; what it declares is looked up each time. */
@Component(service = Models.class, scope = ServiceScope.BUNDLE)
public final class DeclaredModels implements Models {

    private final Shelf shelf;
    private final Supplier<List<Declared>> declared;

    /** For the bundle that gets the service. */
    @Activate
    public DeclaredModels(
            @Reference MlRuntime runtime, @Reference Declarations declarations, ComponentContext context) {
        this(runtime.shelf(), of(declarations, context.getUsingBundle()));
    }

    DeclaredModels(Shelf shelf, Supplier<List<Declared>> declared) {
        this.shelf = shelf;
        this.declared = declared;
    }

    private static Supplier<List<Declared>> of(Declarations declarations, Bundle bundle) {
        return () -> declarations.of(bundle);
    }

    @Override
    public List<ModelInfo> declared() {
        return declared.get().stream().map(this::info).toList();
    }

    private ModelInfo info(Declared model) {
        try {
            return new ModelInfo(
                    model.name(),
                    model.version(),
                    label(model),
                    model.licence(),
                    model.size(),
                    shelf.find(model).state().usable());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String label(Declared model) {
        return model.label().getOrDefault(Locale.getDefault().toLanguageTag(), model.title());
    }

    @Override
    public Optional<Path> find(String model) throws IOException {
        return place(model).filter(place -> place.state().usable()).map(Place::path);
    }

    private Optional<Place> place(String model) throws IOException {
        return Optional.of(shelf.find(declared(model)));
    }

    @Override
    public Path require(String model) throws IOException {
        return wanted(model).file();
    }

    /** Returns a model with its verified file. */
    Wanted wanted(String name) throws IOException {
        Declared model = declared(name);
        Place place = shelf.find(model);
        @Nullable Path path = place.path();
        @Nullable String hash = place.sha256();
        if (path == null || hash == null) {
            throw unusable(model, place);
        }
        long memory = model.memory() > 0 ? model.memory() : 2 * java.nio.file.Files.size(path);
        return new Wanted(name, hash, path, memory);
    }

    private Declared declared(String name) {
        List<Declared> all = declared.get();
        return all.stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ModelException(
                        name,
                        false,
                        "The plugin declares no model '" + name + "' in dalbox/models.yaml"
                                + Nearest.hint(
                                        name, all.stream().map(Declared::name).toList())
                                + ". Tell its author."));
    }

    private static ModelException unusable(Declared model, Place place) {
        String subject = "The model '" + model.name() + "' (" + model.title() + ")";
        if (place.path() != null) {
            return new ModelException(
                    model.name(),
                    true,
                    subject + " is damaged: " + place.path()
                            + " is another file than the plugin declares. Install it again on the page Models.");
        }
        return new ModelException(
                model.name(),
                true,
                subject + " is not installed. "
                        + (model.sources().isEmpty()
                                ? "Give a file for it on the page Models."
                                : "Install it on the page Models, or with the action models.install."));
    }
}
