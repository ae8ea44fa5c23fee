package io.dalbox.plugin.gallery;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Component;

/** The components that have a page here. */
@Component
@ActionSpec(name = "components", description = "The components that have a page here", method = Method.GET)
public final class Components implements Action<Components.Nothing, Components.Page> {

    private static final String INDEX = "index";

    /** No parameters. */
    public record Nothing() {}

    /**
     * Components.
     *
     * @param items in alphabetical order
     */
    public record Page(
            @Param(description = "In alphabetical order") List<Entry> items) {}

    /**
     * A component.
     *
     * @param name its type
     */
    public record Entry(@Param(description = "Its type") String name) {}

    @Override
    public Page call(Nothing nothing, ActionContext context) {
        Enumeration<URL> files = FrameworkUtil.getBundle(Components.class).findEntries("dalbox/ui", "*.ui.yaml", false);
        return new Page(
                files == null
                        ? List.of()
                        : Collections.list(files).stream()
                                .map(file -> file.getPath().replaceAll(".*/|\\.ui\\.yaml$", ""))
                                .filter(name -> !name.equals(INDEX))
                                .sorted()
                                .map(Entry::new)
                                .toList());
    }
}
