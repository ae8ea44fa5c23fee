package io.dalbox.pages.internal;

import io.dalbox.page.PageProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** A plugin whose bundle is a folder; writing a file is what an update in place is. */
final class FakePlugin {

    private final String id;
    private final Path folder;
    private final long number;
    private long modified;
    private @Nullable PageProvider provider;
    private @Nullable Runnable uninstalled;

    FakePlugin(String id, Path folder, long number) {
        this.id = id;
        this.folder = folder;
        this.number = number;
    }

    String id() {
        return id;
    }

    FakePlugin file(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            modified++;
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FakePlugin provide(PageProvider provider) {
        this.provider = provider;
        return this;
    }

    /** From now on its bundle answers as one that is gone; {@code noticed} runs when somebody finds out. */
    void uninstall(Runnable noticed) {
        uninstalled = noticed;
    }

    Bundle bundle() {
        return Standing.in(Bundle.class, (method, arguments) -> switch (method) {
            case "getState" -> uninstalled == null ? Bundle.ACTIVE : Bundle.UNINSTALLED;
            case "equals" -> false;
            case "getBundleId" -> number;
            case "getLastModified" -> modified;
            case "findEntries" -> Collections.enumeration(entries((String) arguments[0]));
            case "getRegisteredServices" -> registered();
            case "getBundleContext" -> context();
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private ServiceReference<?> @Nullable [] registered() {
        if (uninstalled != null) {
            uninstalled.run();
            throw new IllegalStateException("The bundle is uninstalled");
        }
        return provider == null ? null : new ServiceReference<?>[] {reference()};
    }

    private BundleContext context() {
        return Standing.in(BundleContext.class, (method, arguments) -> switch (method) {
            case "getService" -> provider;
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private static ServiceReference<?> reference() {
        return Standing.in(ServiceReference.class, (method, arguments) -> switch (method) {
            case "getProperty" -> arguments[0].equals("service.id") ? 7L : new String[] {PageProvider.class.getName()};
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private List<URL> entries(String below) {
        if (!Files.isDirectory(folder.resolve(below))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder.resolve(below))) {
            return files.filter(Files::isRegularFile).map(FakePlugin::url).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
