package io.dalbox.plugins.sample.contract.second;

/** Tells that code of this plugin ran. */
final class Trap {

    private Trap() {}

    static void sprung(String where) {
        System.setProperty("dalbox.test.sprung." + where, "yes");
    }
}
