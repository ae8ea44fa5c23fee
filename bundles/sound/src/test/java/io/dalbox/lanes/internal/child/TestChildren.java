package io.dalbox.lanes.internal.child;

import io.dalbox.compute.Children;

/** External programs, outside of a framework. */
public final class TestChildren {

    private TestChildren() {}

    /** The real ones. */
    public static Children real() {
        return ChildHost.of(2).view("sound");
    }
}
