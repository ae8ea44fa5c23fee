package io.dalbox.web.internal.api;

import io.dalbox.flows.FlowProblem;
import io.dalbox.flows.FlowSpec;
import io.dalbox.flows.InvalidFlow;
import io.dalbox.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/** Flows as YAML: the same members as in JSON, without those that are only shown. */
final class FlowYaml {

    private static final int MOST = 1000;
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .stringQuotingChecker(new Quoting())
            .build());
    private static final ObjectReader READER = YAML.reader()
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private FlowYaml() {}

    static String write(FlowSpec flow) {
        return YAML.writeValueAsString(FlowJson.write(flow));
    }

    static String write(List<FlowSpec> flows) {
        ObjectNode all = Json.mapper().createObjectNode();
        var items = all.putArray("flows");
        flows.forEach(flow -> items.add(FlowJson.write(flow)));
        return YAML.writeValueAsString(all);
    }

    /** Reads one flow: the tree as it is written, with its positions lost. */
    static JsonNode one(String yaml) {
        JsonNode node = tree(yaml);
        if (!node.isObject()) {
            throw invalid("A flow is written as name, on, do and with.", 1, 1);
        }
        return node;
    }

    /** Reads one flow, a list of them, or what was exported. */
    static List<JsonNode> many(String yaml) {
        JsonNode node = tree(yaml);
        JsonNode items = node.has("flows") ? node.get("flows") : node;
        List<JsonNode> flows = new ArrayList<>();
        if (items.isArray()) {
            items.forEach(flows::add);
        } else {
            flows.add(items);
        }
        if (flows.isEmpty() || flows.size() > MOST) {
            throw invalid("Give at least one flow, and at most " + MOST + ".", 1, 1);
        }
        return flows;
    }

    private static JsonNode tree(String yaml) {
        try {
            return READER.readTree(yaml);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String message =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
            throw invalid(
                    "This is not YAML: " + message,
                    at == null ? 1 : Math.max(1, at.getLineNr()),
                    at == null ? 1 : Math.max(1, at.getColumnNr()));
        }
    }

    private static InvalidFlow invalid(String detail, int line, int column) {
        return new InvalidFlow(List.of(new FlowProblem("/yaml", detail, line, column, null)));
    }

    /** Quotes also what other readers take for numbers, such as {@code 1e3}: it must stay the text that it is. */
    private static final class Quoting extends StringQuotingChecker.Default {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || value.matches("(?s)[-+.0-9].*");
        }
    }
}
