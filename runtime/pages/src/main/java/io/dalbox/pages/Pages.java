package io.dalbox.pages;

import io.dalbox.action.ActionException;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import tools.jackson.databind.node.ObjectNode;

/** Makes page models ({@code docs/page-model.md}) for one person. A service; thread-safe. */
@ProviderType
public interface Pages {

    /** Returns sidebar, commands and who is looking; {@code csrf} and {@code stream} are filled at the edge. */
    ObjectNode shell(Viewer viewer);

    /**
     * Returns the model of the page at a path such as {@code /module/download/}, with a first snapshot of its data.
     *
     * @return empty when there is no such page, or the viewer may not see it
     * @throws ActionException {@code UNAVAILABLE} if its plugin is being replaced and that takes long
     */
    Optional<ObjectNode> page(String path, Viewer viewer);

    /** Returns the HTML document that carries a shell and a page; the caller sends the headers. */
    String document(ObjectNode shell, ObjectNode page, Viewer viewer);
}
