package io.dalbox.ml.internal.files;

import io.dalbox.json.Nearest;
import io.dalbox.plugins.PluginInfo.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The resource {@code dalbox/models.yaml} of a plugin.
 *
 * @param models what is declared well
 * @param problems what is wrong with the rest
 */
public record ModelsFile(List<Declared> models, List<Problem> problems) {

    /** Where a plugin has it. */
    public static final String PATH = "dalbox/models.yaml";

    private static final int LONGEST = 256 * 1024;
    private static final int MOST = 200;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,60}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,120}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Set<String> FIELDS =
            Set.of("name", "version", "label", "file", "sha256", "size", "licence", "optional", "memory", "sources");

    private static final ObjectReader READER = new YAMLMapper()
            .reader()
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Copies the lists. */
    public ModelsFile {
        models = List.copyOf(models);
        problems = List.copyOf(problems);
    }

    /** Reads it; what is wrong with one model does not touch the others. */
    public static ModelsFile read(String plugin, String yaml) {
        List<Declared> models = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try {
            for (JsonNode node : entries(yaml)) {
                try {
                    Declared model = model(plugin, node);
                    require(names.add(model.name()), "there are two models with the name '" + model.name() + "'");
                    models.add(model);
                } catch (IllegalArgumentException e) {
                    problems.add(
                            problem("The model '" + node.path("name").asString("?") + "': " + e.getMessage(), 0, 0));
                }
            }
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            int column =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getColumnNr());
            problems.add(problem("This is no YAML: " + e.getOriginalMessage(), line, column));
        } catch (IllegalArgumentException e) {
            problems.add(problem(String.valueOf(e.getMessage()), 0, 0));
        }
        return new ModelsFile(models, problems);
    }

    private static Problem problem(String message, int line, int column) {
        return new Problem(PATH, line, column, message);
    }

    private static JsonNode entries(String yaml) {
        require(yaml.length() <= LONGEST, "The file is longer than 256 KiB");
        JsonNode root = READER.readTree(yaml);
        JsonNode list = root.path("models");
        require(list.isArray() && root.size() == 1, "The file holds one list, 'models:'");
        require(list.size() <= MOST, "There are more than " + MOST + " models");
        return list;
    }

    private static Declared model(String plugin, JsonNode node) {
        require(node.isObject(), "it is not a list of fields");
        for (String field : node.propertyNames()) {
            require(FIELDS.contains(field), "there is no field '" + field + "'" + Nearest.hint(field, FIELDS));
        }
        @Nullable
        String sha256 =
                node.has("sha256") ? matching(node, "sha256", HASH, "64 hexadecimal digits in lower case") : null;
        long size = sha256 == null ? 0 : number(node, "size");
        List<Source> sources = sources(node.path("sources"));
        require(sha256 != null || sources.isEmpty(), "what is fetched needs 'sha256' and 'size'");
        return new Declared(
                plugin,
                matching(node, "name", NAME, "a word of lower-case letters, digits, - and _"),
                text(node, "version"),
                labels(node.path("label")),
                matching(node, "file", FILE, "the plain name of a file"),
                sha256,
                size,
                text(node, "licence"),
                flag(node, "optional"),
                node.has("memory") ? number(node, "memory") : 2 * size,
                sources);
    }

    private static String matching(JsonNode node, String field, Pattern pattern, String expected) {
        String text = text(node, field);
        require(pattern.matcher(text).matches(), "'" + field + "' must be " + expected);
        return text;
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        require(value.isString() && !value.asString().isBlank(), "'" + field + "' is needed, as a text (in quotes)");
        return value.asString().strip();
    }

    private static boolean flag(JsonNode node, String field) {
        require(!node.has(field) || node.path(field).isBoolean(), "'" + field + "' must be true or false");
        return node.path(field).asBoolean(false);
    }

    private static long number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        require(value.isIntegralNumber() && value.asLong() > 0, "'" + field + "' is needed, as a number of bytes");
        return value.asLong();
    }

    private static Map<String, String> labels(JsonNode node) {
        Map<String, String> labels = new HashMap<>();
        if (node.isString()) {
            labels.put("en", node.asString());
        }
        node.properties().forEach(e -> labels.put(e.getKey(), e.getValue().asString("")));
        require(!labels.getOrDefault("en", "").isBlank(), "'label' is needed, with a text for en");
        return labels;
    }

    private static List<Source> sources(JsonNode node) {
        require(node.isMissingNode() || node.isArray(), "'sources' must be a list");
        List<Source> sources = new ArrayList<>();
        node.forEach(source -> sources.add(Source.parse(source.asString(""))));
        return sources;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
