package io.dalbox.tasks.internal;

/** Names an action of a plugin. */
record Key(String plugin, String action) {

    @Override
    public String toString() {
        return plugin + "." + action;
    }
}
