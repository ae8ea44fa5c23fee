package io.dalbox.leaks.internal;

import shark.HeapField;
import shark.HeapObject;
import shark.ObjectInspector;
import shark.ObjectReporter;

/** Gives threads their names. */
final class ThreadNames implements ObjectInspector {

    @Override
    public void inspect(ObjectReporter reporter) {
        if (reporter.getHeapObject() instanceof HeapObject.HeapInstance instance
                && instance.instanceOf("java.lang.Thread")) {
            HeapField field = instance.get("java.lang.Thread", "name");
            HeapObject.HeapInstance name = field == null ? null : field.getValueAsInstance();
            reporter.getLabels().add("Thread name: " + (name == null ? "none" : name.readAsJavaString()));
        }
    }
}
