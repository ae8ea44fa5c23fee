package io.dalbox.bench;

import io.dalbox.testing.SmallPlugin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Any number of plugins that differ in their ids, with an action, an event type and a page each. One is built; the others are
 * copies in which {@value #FIRST} has become another word as long, in names, constants and files alike.
 */
final class ManyPlugins {

    private static final String FIRST = "many000";
    private static final String UI = """
            ui: 1
            id: many000
            i18n:
              zh-CN: { title: 计数 many000, count: 计数 }
              en: { title: Counter many000, count: Count }
            actions:
              count: { run: many000.count, label: "t:count", icon: plus }
            nav: [{ page: main, label: "t:title", icon: box, section: tools }]
            pages:
              - { id: main, path: "", title: "t:title", actions: [count], body: [{ type: text, text: "t:title" }] }
            """;

    private final Manifest manifest;
    private final Map<String, byte[]> files = new TreeMap<>();

    ManyPlugins() throws Exception {
        byte[] jar = SmallPlugin.of(FIRST, "1.0.0", "io.dalbox.bench.many")
                .file("dalbox/ui/main.yaml", UI)
                .bytes();
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            manifest = in.getManifest();
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
        }
    }

    static String id(int number) {
        return "many%03d".formatted(number);
    }

    /** Writes the jars of the numbers from 1 up into a folder. */
    void write(int count, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int i = 1; i <= count; i++) {
            Files.write(folder.resolve(id(i) + ".jar"), jar(i));
        }
    }

    byte[] jar(int number) throws IOException {
        Manifest mine = new Manifest();
        manifest.getMainAttributes()
                .forEach((name, value) ->
                        mine.getMainAttributes().put(name, value.toString().replace(FIRST, id(number))));
        mine.getMainAttributes().putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, mine)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new JarEntry(file.getKey()));
                // Latin-1 gives every byte back, whatever it stands for.
                String content = new String(file.getValue(), StandardCharsets.ISO_8859_1);
                out.write(content.replace(FIRST, id(number)).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return bytes.toByteArray();
    }
}
