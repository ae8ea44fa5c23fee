package io.dalbox.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The compiled classes of all modules, and which module each belongs to. */
final class Workspace {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private final JavaClasses classes;
    private final Map<String, String> moduleOfClass = new HashMap<>();

    private Workspace(Map<String, Path> modules) throws IOException {
        for (Map.Entry<String, Path> module : modules.entrySet()) {
            Path folder = module.getValue();
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(f -> f.toString().endsWith(".class"))
                        .forEach(f -> moduleOfClass.put(className(folder.relativize(f)), module.getKey()));
            }
        }
        classes = new ClassFileImporter().importPaths(modules.values());
    }

    static Workspace read() throws IOException {
        Map<String, Path> modules = new HashMap<>();
        for (String group : List.of("runtime", "bundles")) {
            try (Stream<Path> folders = Files.list(ROOT.resolve(group))) {
                for (Path folder : folders.toList()) {
                    Path compiled = folder.resolve("target/classes");
                    if (Files.isDirectory(compiled)) {
                        modules.put(group + "/" + folder.getFileName(), compiled);
                    }
                }
            }
        }
        return new Workspace(modules);
    }

    JavaClasses classes() {
        return classes;
    }

    Optional<String> moduleOf(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        return Optional.ofNullable(moduleOfClass.get(name));
    }

    List<String> modules() {
        return new ArrayList<>(new java.util.TreeSet<>(moduleOfClass.values()));
    }

    private static String className(Path file) {
        String path = file.toString();
        return path.substring(0, path.length() - ".class".length()).replace('/', '.');
    }
}
