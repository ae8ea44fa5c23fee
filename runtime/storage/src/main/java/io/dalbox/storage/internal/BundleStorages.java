package io.dalbox.storage.internal;

import io.dalbox.plugin.DeclaredAccess;
import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.OpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The storages as one bundle sees them: no more than it declared, when it declared something. */
@Component(service = Storages.class, scope = ServiceScope.BUNDLE)
public final class BundleStorages implements Storages {

    private final MountedStorages all;
    private final @Nullable DeclaredAccess declared;

    /** Made by the framework for each bundle that uses storages. */
    @Activate
    public BundleStorages(@Reference MountedStorages all, ComponentContext context) {
        this(all, DeclaredAccess.of(context.getUsingBundle()).orElse(null));
    }

    BundleStorages(MountedStorages all, @Nullable DeclaredAccess declared) {
        this.all = all;
        this.declared = declared;
    }

    @Override
    public List<String> names() {
        DeclaredAccess access = declared;
        return access == null
                ? all.names()
                : all.names().stream().filter(access::usesSome).toList();
    }

    @Override
    public Optional<FileInfo> info(StoragePath path) throws IOException {
        return all.info(allowed(path));
    }

    @Override
    public List<FileInfo> list(StoragePath folder) throws IOException {
        return all.list(allowed(folder));
    }

    @Override
    public FileChannel open(StoragePath path, Set<? extends OpenOption> options) throws IOException {
        return all.open(allowed(path), options);
    }

    @Override
    public void move(StoragePath from, StoragePath to) throws IOException {
        all.move(allowed(from), allowed(to));
    }

    @Override
    public void delete(StoragePath path) throws IOException {
        all.delete(allowed(path));
    }

    @Override
    public long usableBytes(StoragePath path) throws IOException {
        return all.usableBytes(allowed(path));
    }

    private StoragePath allowed(StoragePath path) throws AccessDeniedException {
        if (declared != null && !declared.uses(path)) {
            throw new AccessDeniedException(
                    path.toString(), null, "The plugin does not declare that it uses it (@Access storages)");
        }
        return path;
    }
}
