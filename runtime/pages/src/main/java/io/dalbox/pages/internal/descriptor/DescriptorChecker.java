package io.dalbox.pages.internal.descriptor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The whole way from the files of a plugin's {@code dalbox/ui} folder to checked descriptors. Thread-safe. */
public final class DescriptorChecker {

    private final SchemaCheck schema;
    private final Set<String> components;

    /** Reads the schema of descriptors. */
    public DescriptorChecker() {
        ObjectNode json = schema();
        this.schema = new SchemaCheck(json);
        this.components = json.at("/$defs/components/enum")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the JSON Schema of descriptors. */
    static ObjectNode schema() {
        try (InputStream in = DescriptorChecker.class.getResourceAsStream("ui-v1.schema.json")) {
            return (ObjectNode) JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The bundle lost its ui-v1.schema.json", e);
        }
    }

    /**
     * Checks all files of one plugin together.
     *
     * @param plugin the plugin's id; {@code null} takes whatever id the descriptors say
     * @param files texts by path
     * @param icons the icons that can be drawn; {@code null} when that is not known
     */
    public Checked check(@Nullable String plugin, SortedMap<String, String> files, @Nullable Set<String> icons) {
        Map<String, Map<String, String>> texts = new HashMap<>();
        List<Fault> faults = new ArrayList<>();
        files.forEach((file, text) -> {
            String locale = TextFile.locale(file);
            if (locale != null) {
                Findings findings = new Findings();
                Tree tree = tree(text, findings);
                if (tree != null) {
                    texts.put(locale, TextFile.read(tree, findings));
                }
                faults.addAll(findings.in(file));
            }
        });
        Set<String> keys = new HashSet<>();
        texts.values().forEach(of -> keys.addAll(of.keySet()));
        List<Descriptor> descriptors = new ArrayList<>();
        files.forEach((file, text) -> {
            if (TextFile.locale(file) == null) {
                Findings findings = new Findings();
                Descriptor descriptor = descriptor(plugin, file, text, keys, icons, findings);
                faults.addAll(findings.in(file));
                if (descriptor != null) {
                    descriptors.add(descriptor);
                }
            }
        });
        Clashes.between(descriptors, faults);
        return new Checked(List.copyOf(descriptors), Map.copyOf(texts), List.copyOf(faults));
    }

    private @Nullable Descriptor descriptor(
            @Nullable String plugin,
            String file,
            String text,
            Set<String> keys,
            @Nullable Set<String> icons,
            Findings findings) {
        if (file.endsWith(".peb")) {
            findings.fatal(Mark.START, "Pebble templates (.peb) are not supported yet: ship the expanded .yaml file");
            return null;
        }
        Tree tree = tree(text, findings);
        if (tree == null) {
            return null;
        }
        schema.check(tree, findings);
        if (!findings.usable() || !(tree instanceof Tree.Branch root)) {
            return null;
        }
        Names names = Names.of(root, keys, icons, components);
        Tree id = root.get("id");
        if (plugin != null && id != null && !names.plugin().equals(plugin)) {
            findings.fatal(id.mark(), "the id is '" + names.plugin() + "', but the plugin is '" + plugin + "'");
        }
        new Lint(findings).check(root, names);
        new TranslationLint(findings).check(root, names);
        if (!findings.usable()) {
            return null;
        }
        return new Descriptor(
                names.plugin(), file, root.json(), Hashes.sha256(text), Places.of(root), findings.in(file));
    }

    private static @Nullable Tree tree(String text, Findings findings) {
        try {
            return YamlReader.read(text);
        } catch (UnreadableException e) {
            findings.fatal(e.mark(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    /**
     * What came of it.
     *
     * @param descriptors those that can be used
     * @param texts shared texts by locale and key
     * @param faults everything that is wrong, in the order of files and lines
     */
    public record Checked(List<Descriptor> descriptors, Map<String, Map<String, String>> texts, List<Fault> faults) {

        /** Returns the files that cannot be used. */
        public Set<String> unusable() {
            return faults.stream().filter(Fault::fatal).map(Fault::file).collect(Collectors.toSet());
        }
    }
}
