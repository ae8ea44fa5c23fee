package io.dalbox.plugins.internal.logs;

/** Where the host says what went wrong in a plugin's code: in the plugin's own log and in the log of the runtime. */
public interface PluginLog {

    /** Notes a failure with its stack; keeps nothing of {@code thrown}. */
    void failed(String plugin, String what, Throwable thrown);

    /** Notes something that its owner should know. */
    void warn(String plugin, String message);
}
