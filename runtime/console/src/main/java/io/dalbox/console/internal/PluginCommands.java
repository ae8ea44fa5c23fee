package io.dalbox.console.internal;

import io.dalbox.plugins.HeapReader;
import io.dalbox.plugins.PluginDetail;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.Plugins;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The plugins, from the terminal. Whoever sits there may do everything, as an administrator. */
@Component(
        service = PluginCommands.class,
        property = {
            "osgi.command.scope=dalbox",
            "osgi.command.function=plugins",
            "osgi.command.function=plugin",
            "osgi.command.function=enable",
            "osgi.command.function=disable",
            "osgi.command.function=restart",
            "osgi.command.function=rollback",
            "osgi.command.function=uninstall",
            "osgi.command.function=install",
            "osgi.command.function=preview",
            "osgi.command.function=approve",
            "osgi.command.function=leaks"
        })
public final class PluginCommands {

    private static final String CALLER = "console";

    private final Plugins plugins;

    /** Commands over the plugins. */
    @Activate
    public PluginCommands(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    /** Lists them. */
    @Descriptor("list plugins and libraries")
    public String plugins() {
        Columns columns = new Columns("ID", "VERSION", "STATE", "HEALTH", "LEAKS", "NAME");
        for (PluginInfo plugin : plugins.list()) {
            columns.row(
                    plugin.id(),
                    plugin.version(),
                    plugin.state().word(),
                    plugin.health(),
                    plugin.leaks(),
                    plugin.name());
        }
        return columns.toString();
    }

    /** Shows one. */
    @Descriptor("show a plugin: why it is in its state, who signed it, what was done with it")
    public @Nullable String plugin(@Descriptor("the plugin's id") String id) {
        return Told.of(() -> PluginText.of(plugins.examine(id), plugins.describe(id), id));
    }

    /** Turns one on. */
    @Descriptor("let a plugin run")
    public @Nullable String enable(@Descriptor("the plugin's id") String id) {
        return Told.of(() -> state(plugins.enable(id)));
    }

    /** Turns one off. */
    @Descriptor("stop a plugin until it is enabled")
    public @Nullable String disable(@Descriptor("the plugin's id") String id) {
        return Told.of(() -> state(plugins.disable(id)));
    }

    /** Starts one anew. */
    @Descriptor("stop and start a plugin; ends a quarantine")
    public @Nullable String restart(@Descriptor("the plugin's id") String id) {
        return Told.of(() -> state(plugins.restart(id)));
    }

    /** Goes back. */
    @Descriptor("bring a plugin's previous version back")
    public @Nullable String rollback(@Descriptor("the plugin's id") String id) {
        return Told.of(() -> state(plugins.rollback(id)));
    }

    /** Removes one. */
    @Descriptor("uninstall a plugin; its jar goes to the trash")
    public @Nullable String uninstall(@Descriptor("the plugin's id") String id) {
        return Told.of(() -> {
            plugins.uninstall(id);
            return id + " is uninstalled";
        });
    }

    /** Installs a jar. */
    @Descriptor("install a jar")
    public @Nullable String install(CommandSession session, @Descriptor("the jar") String file) {
        return Told.of(() -> {
            try (InputStream jar = open(session, file)) {
                return state(plugins.install(jar, name(file), CALLER));
            }
        });
    }

    /** Says what a jar would change. */
    @Descriptor("say what installing a jar would change, without doing it")
    public @Nullable String preview(CommandSession session, @Descriptor("the jar") String file) {
        return Told.of(() -> {
            try (InputStream jar = open(session, file)) {
                return PreviewText.of(plugins.preview(jar, name(file)));
            }
        });
    }

    /** Approves what waits. */
    @Descriptor("let the jar in the plugins folder run that waits for an approval")
    public @Nullable String approve(@Descriptor("the plugin's id") String id) {
        return Told.of(() -> {
            Plugins.Preview waiting = plugins.previewWaiting(id);
            return PreviewText.of(waiting) + "\n" + state(plugins.approve(id, waiting.hash(), CALLER));
        });
    }

    /** Looks for former versions. */
    @Descriptor("find out which former versions of a plugin are still in memory, and what holds them")
    public @Nullable String leaks(@Descriptor("the plugin's id") String id) {
        return Told.of(() -> {
            PluginText.known(plugins.find(id), id);
            List<PluginDetail.Former> former = plugins.explainLeaks(id);
            StringBuilder text =
                    new StringBuilder(former.size() + " former versions of " + id + " are still in memory");
            for (PluginDetail.Former one : former) {
                for (HeapReader.Way way : one.ways()) {
                    text.append("\n").append(one.version()).append(": ").append(way.root());
                    way.steps().forEach(step -> text.append("\n  ").append(step));
                }
                one.open()
                        .forEach(open -> text.append("\n")
                                .append(one.version())
                                .append(": open: ")
                                .append(open.name())
                                .append(", held by ")
                                .append(open.holder()));
            }
            return text.toString();
        });
    }

    private static InputStream open(CommandSession session, String file) throws IOException {
        return Files.newInputStream(session.currentDir().resolve(file));
    }

    private static String name(String file) {
        return String.valueOf(Path.of(file).getFileName());
    }

    private static String state(PluginInfo plugin) {
        String why = plugin.detail() == null ? "" : ": " + plugin.detail();
        return plugin.id() + " " + plugin.version() + " is " + plugin.state().word() + why;
    }
}
