package io.dalbox.web.internal;

import io.dalbox.web.internal.api.ActionRoutes;
import io.dalbox.web.internal.api.ArrangementRoutes;
import io.dalbox.web.internal.api.AssetRoutes;
import io.dalbox.web.internal.api.CatalogueRoutes;
import io.dalbox.web.internal.api.ComputeRoutes;
import io.dalbox.web.internal.api.DeliveryRoutes;
import io.dalbox.web.internal.api.DeliveryViews;
import io.dalbox.web.internal.api.DevRoutes;
import io.dalbox.web.internal.api.EventRoutes;
import io.dalbox.web.internal.api.EventTypeRoutes;
import io.dalbox.web.internal.api.FlowFileRoutes;
import io.dalbox.web.internal.api.FlowHelpRoutes;
import io.dalbox.web.internal.api.FlowRoutes;
import io.dalbox.web.internal.api.HookDoor;
import io.dalbox.web.internal.api.HookRoutes;
import io.dalbox.web.internal.api.InstallRoutes;
import io.dalbox.web.internal.api.MeRoutes;
import io.dalbox.web.internal.api.OpenApi;
import io.dalbox.web.internal.api.PageRoutes;
import io.dalbox.web.internal.api.PluginRoutes;
import io.dalbox.web.internal.api.PluginViews;
import io.dalbox.web.internal.api.SessionRoutes;
import io.dalbox.web.internal.api.SettingsRoutes;
import io.dalbox.web.internal.api.SystemRoutes;
import io.dalbox.web.internal.api.TaskRoutes;
import io.dalbox.web.internal.api.TokenRoutes;
import io.dalbox.web.internal.api.TraceRoutes;
import io.dalbox.web.internal.api.TrustRoutes;
import io.dalbox.web.internal.api.UserRoutes;
import io.dalbox.web.internal.auth.Auth;
import io.dalbox.web.internal.auth.LoginThrottle;
import io.dalbox.web.internal.http.Route;
import io.dalbox.web.internal.http.RouteSource;
import io.dalbox.web.internal.http.Router;
import io.dalbox.web.internal.inbox.Inbox;
import io.dalbox.web.internal.inbox.NotificationRoutes;
import io.dalbox.web.internal.module.Modules;
import io.dalbox.web.internal.module.PluginServlets;
import io.dalbox.web.internal.storage.ContentRoutes;
import io.dalbox.web.internal.storage.StorageRoutes;
import io.dalbox.web.internal.storage.TrashRoutes;
import io.dalbox.web.internal.stream.Hub;
import io.dalbox.web.internal.stream.StreamRoutes;
import io.dalbox.web.internal.stream.Views;
import io.dalbox.web.internal.views.TableViews;
import io.dalbox.web.internal.views.ViewRoutes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.framework.BundleContext;

/** The route table of the core. */
final class Wiring {

    private final BundleContext context;
    private final Services services;
    private final Auth auth;
    private final Hub hub;
    private final AssetRoutes assets;
    private final TableViews tables;
    private final PageRoutes pages;
    private final PluginViews views;
    private final String version;
    private final Router router;

    Wiring(BundleContext context, Services services, Auth auth, Hub hub, PluginServlets servlets) {
        this.context = context;
        this.services = services;
        this.auth = auth;
        this.hub = hub;
        this.assets = new AssetRoutes(context);
        this.tables = new TableViews(services.store);
        this.pages = new PageRoutes(services.pages, auth.preferences(), tables, hub::cursor);
        this.views = new PluginViews(services.pins);
        this.version = Objects.requireNonNullElse(context.getProperty("dalbox.version"), "0");
        List<Route> core = new ArrayList<>();
        RouteSource fixed = () -> core;
        this.router = new Router(List.of(fixed, modules(servlets)), pages.fallback());
        core.addAll(host(router));
        core.addAll(people());
        core.addAll(work());
    }

    Router router() {
        return router;
    }

    PageRoutes pages() {
        return pages;
    }

    private List<Route> host(Router all) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(
                new ComputeRoutes(services.lanes, services.schedules, services.workload, services.metrics).routes());
        routes.addAll(new SystemRoutes(services.plugins::settled, all::routes).routes());
        routes.addAll(new OpenApi(services.plugins, services.actions, all::routes, version).routes());
        routes.addAll(new ActionRoutes(services.plugins, services.actions).routes());
        routes.addAll(assets.routes());
        if (Boolean.parseBoolean(context.getProperty("dalbox.dev"))) {
            routes.addAll(new DevRoutes(services.plugins).routes());
        }
        routes.addAll(pages.routes());
        return routes;
    }

    private List<Route> people() {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new SessionRoutes(auth, new LoginThrottle(Clock.systemUTC())).routes());
        routes.addAll(new MeRoutes(auth.preferences()).routes());
        routes.addAll(new ArrangementRoutes(services.pins, this::hasPages, hub::arranged).routes());
        routes.addAll(new ViewRoutes(tables, this::hasPages, hub::arranged).routes());
        Inbox inbox = new Inbox(services.store, services.journal, services.plugins::list, Clock.systemUTC());
        routes.addAll(new NotificationRoutes(inbox, hub::arranged).routes());
        routes.addAll(new UserRoutes(auth.users()).routes());
        routes.addAll(new TokenRoutes(auth.tokens()).routes());
        return routes;
    }

    private boolean hasPages(String id) {
        return id.equals("core") || services.plugins.find(id).isPresent();
    }

    private List<Route> work() {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new PluginRoutes(services.plugins, services.logs, views).routes());
        routes.addAll(new InstallRoutes(services.plugins, services.jars, views).routes());
        routes.addAll(new TrustRoutes(services.signers, views).routes());
        routes.addAll(new CatalogueRoutes(services.catalogue, views).routes());
        routes.addAll(new SettingsRoutes(services.settings, auth.preferences()).routes());
        routes.addAll(new TaskRoutes(services.tasks).routes());
        routes.addAll(new StorageRoutes(services.storages, services.files).routes());
        routes.addAll(new TrashRoutes(services.files).routes());
        routes.addAll(new ContentRoutes(services.storages, services.files).routes());
        routes.addAll(events());
        return routes;
    }

    private List<Route> events() {
        DeliveryViews deliveries = new DeliveryViews(services.flows);
        List<Route> routes = new ArrayList<>();
        // Before the route of one event, whose variable would take the word for an id.
        routes.addAll(new EventTypeRoutes(services.types, services.retentions).routes());
        routes.addAll(new EventRoutes(services.journal, services.types).routes());
        routes.addAll(new DeliveryRoutes(services.deliveries, deliveries).routes());
        routes.addAll(new TraceRoutes(services.flows).routes());
        routes.addAll(new FlowHelpRoutes(services.flows).routes());
        routes.addAll(new FlowFileRoutes(services.flows).routes());
        routes.addAll(new FlowRoutes(services.flows).routes());
        routes.addAll(new HookRoutes(services.hooks).routes());
        routes.addAll(new HookDoor(services.hooks).routes());
        Views shown = new Views(views, deliveries);
        routes.addAll(new StreamRoutes(hub, services.journal, shown, auth.authenticator(), this::hello).routes());
        return routes;
    }

    private Map<String, String> hello() {
        return Map.of("version", version, "assets", assets.hash());
    }

    private RouteSource modules(PluginServlets servlets) {
        return Modules.routes(
                context,
                services.store,
                services.plugins,
                services.actions,
                services.tasks,
                services.types,
                pages,
                servlets);
    }
}
