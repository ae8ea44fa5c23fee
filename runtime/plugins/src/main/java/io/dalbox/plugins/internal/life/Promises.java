package io.dalbox.plugins.internal.life;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.namespace.service.ServiceNamespace;

/** The services that a bundle's manifest says it provides; bnd writes them there for each component. */
final class Promises {

    private Promises() {}

    /** Returns the types that the manifest names, in a new set. */
    static Set<String> of(Bundle bundle) {
        Set<String> types = new HashSet<>();
        for (BundleCapability capability :
                bundle.adapt(BundleRevision.class).getDeclaredCapabilities(ServiceNamespace.SERVICE_NAMESPACE)) {
            switch (capability.getAttributes().get(Constants.OBJECTCLASS)) {
                case String one -> types.add(one);
                case Collection<?> several -> several.forEach(type -> types.add(String.valueOf(type)));
                case null, default -> {
                    // Without a type it promises nothing that could be looked for.
                }
            }
        }
        return types;
    }

    /** Returns the types that the bundle has registered. */
    static Set<String> kept(Bundle bundle) {
        Set<String> types = new HashSet<>();
        ServiceReference<?>[] references = bundle.getRegisteredServices();
        for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
            if (reference.getProperty(Constants.OBJECTCLASS) instanceof String[] names) {
                types.addAll(Arrays.asList(names));
            }
        }
        return types;
    }
}
