package io.dalbox.pages.internal;

import io.dalbox.pages.internal.descriptor.UiFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.framework.Bundle;

/** Reads the files below {@code dalbox/ui} of a bundle. Works on a bundle that is not started. */
final class UiFolder {

    private UiFolder() {}

    static SortedMap<String, String> read(Bundle bundle) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        Enumeration<URL> entries = bundle.findEntries(UiFiles.FOLDER, "*", true);
        while (entries != null && entries.hasMoreElements() && files.size() < UiFiles.MOST_FILES) {
            URL entry = entries.nextElement();
            String path = entry.getPath();
            int folder = path.indexOf(UiFiles.FOLDER);
            if (folder >= 0 && UiFiles.isDescriptor(path)) {
                try (InputStream in = entry.openStream()) {
                    files.put(path.substring(folder), UiFiles.text(in));
                }
            }
        }
        return files;
    }
}
