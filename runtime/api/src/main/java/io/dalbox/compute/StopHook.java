package io.dalbox.compute;

import org.osgi.annotation.versioning.ProviderType;

/** A hook registered with {@link CpuExecutor#onStop}. Close it as soon as the native code that it stops has returned. */
@ProviderType
public interface StopHook extends AutoCloseable {

    /** Takes the hook back. When this returns it is not running and will not run. */
    @Override
    void close();
}
