package io.dalbox.plugins.internal.life;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes Felix forget which services an uninstalled bundle has used. Felix 7.0.5 counts them down to zero when the bundle stops, and
 * keeps the empty counts with the bundle for ever ({@code ServiceRegistry.flushUsageCount} is only called for services that are
 * gone): seven kilobytes for each version of a plugin. There is no interface for it, hence the reflection; another framework, or a
 * Felix that does it itself, is left alone.
 */
final class UsageCounts {

    private static final Logger LOG = LoggerFactory.getLogger(UsageCounts.class);

    private final @Nullable Map<?, ?> inUse;

    UsageCounts(Bundle framework) {
        this.inUse = inUse(framework);
    }

    /** Forgets bundles that are uninstalled. */
    void forget(Collection<Bundle> bundles) {
        if (inUse != null) {
            for (Bundle bundle : bundles) {
                if (bundle.getState() == Bundle.UNINSTALLED) {
                    inUse.remove(bundle);
                }
            }
        }
    }

    private static @Nullable Map<?, ?> inUse(Bundle framework) {
        try {
            Object registry = value(framework, "m_registry");
            return value(registry, "m_inUseMap") instanceof Map<?, ?> map ? map : null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.info("This framework keeps no counts of used services that Dalbox knows: {}", e.toString());
            return null;
        }
    }

    private static Object value(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
