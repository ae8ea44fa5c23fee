package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.PluginInspector;
import io.dalbox.plugins.internal.logs.PluginLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Everybody who understands files of plugins. They are held: who is let go after each question would be made anew for the next, and some of them look at all bundles when they begin. Thread-safe.
 */
final class Inspectors implements AutoCloseable {

    private final PluginLog log;
    private final ServiceTracker<PluginInspector, PluginInspector> services;

    Inspectors(BundleContext context, PluginLog log) {
        this.log = log;
        this.services = new ServiceTracker<>(context, PluginInspector.class, null);
    }

    /** Nobody is known before. */
    void open() {
        services.open();
    }

    /** Asks everybody what is wrong with a plugin's files. */
    List<PluginInfo.Problem> inspect(String id, Bundle bundle) {
        List<PluginInfo.Problem> problems = new ArrayList<>();
        ask(id, inspector -> problems.addAll(inspector.inspect(id, bundle)));
        return problems;
    }

    /** Asks the same about a version that may never run. */
    PluginInspector.Look look(String id, Bundle bundle) {
        List<PluginInfo.Problem> problems = new ArrayList<>();
        List<String> pages = new ArrayList<>();
        ask(id, inspector -> {
            PluginInspector.Look look = inspector.look(id, bundle);
            problems.addAll(look.problems());
            pages.addAll(look.pages());
        });
        return new PluginInspector.Look(problems, pages);
    }

    @Override
    public void close() {
        services.close();
    }

    private void ask(String id, Consumer<PluginInspector> question) {
        for (PluginInspector inspector : services.getServices(new PluginInspector[0])) {
            try {
                question.accept(inspector);
            } catch (RuntimeException e) {
                log.failed(id, "Looking at the plugin's files failed", e);
            }
        }
    }
}
