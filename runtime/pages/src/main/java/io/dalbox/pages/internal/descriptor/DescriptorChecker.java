package io.dalbox.pages.internal.descriptor;

import io.dalbox.pages.internal.template.Expanded;
import io.dalbox.pages.internal.template.TemplateException;
import io.dalbox.pages.internal.template.Templates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The whole way from the files of a plugin's {@code dalbox/ui} folder to checked descriptors. Thread-safe. */
public final class DescriptorChecker {

    private final SchemaCheck schema;
    private final Set<String> components;
    private final Depth depth;

    /** Reads the schema of descriptors. */
    public DescriptorChecker(Depth depth) {
        this.depth = depth;
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
        List<Fault> faults = new ArrayList<>();
        SharedTexts shared = SharedTexts.read(files, faults);
        List<Descriptor> descriptors = new ArrayList<>();
        Templates templates = new Templates(files);
        SortedMap<String, String> sources = new TreeMap<>();
        files.forEach((file, text) -> {
            if (Templates.isLibrary(file)) {
                return;
            }
            if (TextFile.locale(file) != null) {
                sources.put(file, text);
                return;
            }
            Expanded expanded = null;
            String yaml = text;
            if (Templates.isTemplate(file)) {
                try {
                    expanded = templates.expand(file, text);
                    yaml = expanded.text();
                } catch (TemplateException e) {
                    faults.add(new Fault(file, e.line(), e.line() == 0 ? 0 : 1, String.valueOf(e.getMessage()), true));
                    return;
                }
            }
            Findings findings = new Findings();
            Descriptor descriptor = descriptor(plugin, file, yaml, shared, icons, findings);
            faults.addAll(placed(findings.in(file), expanded));
            sources.put(file, yaml);
            if (descriptor != null) {
                descriptors.add(descriptor);
            }
        });
        Clashes.between(descriptors, faults);
        return new Checked(List.copyOf(descriptors), shared.texts(), List.copyOf(faults), sources);
    }

    /** Faults of a template's text, told where they stand in the template; those in what a macro made are told with that. */
    private static List<Fault> placed(List<Fault> faults, @Nullable Expanded expanded) {
        return expanded == null
                ? faults
                : faults.stream().map(fault -> placed(fault, expanded)).toList();
    }

    private static Fault placed(Fault fault, Expanded expanded) {
        int line = expanded.line(fault.line());
        if (line > 0) {
            return new Fault(fault.file(), line, fault.column(), fault.message(), fault.fatal());
        }
        String made = expanded.text(fault.line());
        String shown = made.length() > 120 ? made.substring(0, 120) + "…" : made;
        return new Fault(fault.file(), 0, 0, fault.message() + " (in what a macro made: " + shown + ")", fault.fatal());
    }

    private @Nullable Descriptor descriptor(
            @Nullable String plugin,
            String file,
            String text,
            SharedTexts shared,
            @Nullable Set<String> icons,
            Findings findings) {
        Tree tree = tree(text, findings);
        if (tree == null) {
            return null;
        }
        if (tree instanceof Tree.Branch branch && Requirements.isOther(branch, findings)) {
            return null;
        }
        schema.check(tree, findings);
        if (!findings.usable() || !(tree instanceof Tree.Branch root)) {
            return null;
        }
        Names names = Names.of(root, shared.keys(), icons, components);
        Tree id = root.get("id");
        if (plugin != null && id != null && !names.plugin().equals(plugin)) {
            findings.fatal(id.mark(), "the id is '" + names.plugin() + "', but the plugin is '" + plugin + "'");
        }
        new Lint(findings, depth).check(root, names);
        new TranslationLint(findings, depth, shared).check(root, names);
        if (!findings.usable()) {
            return null;
        }
        return new Descriptor(
                names.plugin(), file, root.json(), Hashes.sha256(text), Places.of(root), findings.in(file));
    }

    static @Nullable Tree tree(String text, Findings findings) {
        try {
            return MacroExpansion.expand(YamlReader.read(text));
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
     * @param sources what was read, by path: of a template what it became; without libraries of macros
     */
    public record Checked(
            List<Descriptor> descriptors,
            Map<String, Map<String, String>> texts,
            List<Fault> faults,
            SortedMap<String, String> sources) {

        /** Returns the files that cannot be used. */
        public Set<String> unusable() {
            return faults.stream().filter(Fault::fatal).map(Fault::file).collect(Collectors.toSet());
        }
    }
}
