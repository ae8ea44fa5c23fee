package io.dalbox.pages.internal;

import io.dalbox.events.Deliveries;
import io.dalbox.events.Journal;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Schedules;
import io.dalbox.pages.Pages;
import io.dalbox.pages.Pins;
import io.dalbox.pages.Viewer;
import io.dalbox.pages.internal.descriptor.Depth;
import io.dalbox.pages.internal.descriptor.Descriptor;
import io.dalbox.pages.internal.descriptor.DescriptorChecker;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.Plugins;
import io.dalbox.store.Store;
import io.dalbox.tasks.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the page of a path and has its model made. */
@Component
public final class PageService implements Pages {

    private static final String MODULE = "/module/";

    private final PluginUis plugins;
    private final Lazy<PluginUi> core;
    private final PageAssembler pages;
    private final HomeAssembler home;
    private final ShellAssembler shells;
    private final Document document;

    /** Everything that is shown comes from these services; nothing is read before it is asked for. */
    @Activate
    public PageService(
            BundleContext context,
            @Reference Plugins plugins,
            @Reference Actions actions,
            @Reference Tasks tasks,
            @Reference Journal journal,
            @Reference Deliveries deliveries,
            @Reference Lanes lanes,
            @Reference Schedules schedules,
            @Reference Store store,
            @Reference Pins pins) {
        this(
                new Services(plugins, actions, tasks, journal, deliveries, lanes, schedules),
                new GoodFiles(store),
                pins,
                Assets.of(context),
                Optional.ofNullable(context.getProperty("dalbox.version")).orElse("dev"));
    }

    PageService(Services services, GoodFiles good, Pins pins, Assets assets, String version) {
        Lazy<DescriptorChecker> checker = new Lazy<>(() -> new DescriptorChecker(Depth.NAMES));
        this.plugins = new PluginUis(
                services.plugins(), new Providers(), new Computed(services.lanes()), good, checker, assets);
        this.core = new Lazy<>(() -> CoreUi.load(checker.get()));
        this.pages = new PageAssembler(services);
        this.home = new HomeAssembler(pages, pins);
        this.shells = new ShellAssembler(services, pins, version);
        this.document = new Document(assets);
    }

    @Override
    public ObjectNode shell(Viewer viewer) {
        List<PluginUi> all = new ArrayList<>(plugins.live());
        all.addFirst(core.get());
        return shells.assemble(viewer, all);
    }

    @Override
    public Optional<ObjectNode> page(String path, Viewer viewer) {
        if (path.startsWith(MODULE)) {
            String rest = path.substring(MODULE.length());
            int slash = rest.indexOf('/');
            String id = slash < 0 ? rest : rest.substring(0, slash);
            return plugins.find(id).flatMap(ui -> page(ui, slash < 0 ? "" : rest.substring(slash + 1), viewer));
        }
        return page(core.get(), path.startsWith("/") ? path.substring(1) : path, viewer);
    }

    @Override
    public String document(ObjectNode shell, ObjectNode page, Viewer viewer) {
        return document.write(shell, page, viewer);
    }

    /** A page whose path is the address itself comes before one with a name in its path. */
    private Optional<ObjectNode> page(PluginUi ui, String path, Viewer viewer) {
        PagePath address = PagePath.of(path);
        Optional<ObjectNode> exact = page(ui, address, viewer, Map::isEmpty);
        return exact.isPresent() ? exact : page(ui, address, viewer, values -> !values.isEmpty());
    }

    private Optional<ObjectNode> page(
            PluginUi ui, PagePath address, Viewer viewer, Predicate<Map<String, String>> wanted) {
        for (Descriptor descriptor : ui.descriptors()) {
            JsonNode declared = descriptor.json().path("pages");
            for (int i = 0; i < declared.size(); i++) {
                JsonNode page = declared.path(i);
                Map<String, String> values =
                        PagePath.of(page.path("path").asString("")).match(address);
                if (values != null && wanted.test(values)) {
                    Scene scene = Scene.of(ui, descriptor, viewer);
                    return scene.maySee(page)
                            ? Optional.of(at(assemble(scene, page, i, new AddressParams(values)), ui, address, values))
                            : Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** Tells a page with a name in its path where it is shown. */
    private static ObjectNode at(ObjectNode model, PluginUi ui, PagePath address, Map<String, String> values) {
        if (!values.isEmpty()) {
            model.put("path", ui.path(address.toString()));
            ObjectNode params = model.putObject("params");
            values.forEach(params::put);
        }
        return model;
    }

    private ObjectNode assemble(Scene scene, JsonNode page, int index, AddressParams address) {
        boolean isHome = scene.ui() == core.get() && page.path("id").asString().equals("home");
        return isHome ? home.assemble(scene, page, plugins.live()) : pages.assemble(scene, index, address);
    }
}
