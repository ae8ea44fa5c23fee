package io.dalbox.json.internal;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.format.Format;
import io.dalbox.storage.StoragePath;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Formats that the standard lacks. */
final class HouseFormats {

    private HouseFormats() {}

    static List<Format> all() {
        return List.of(
                new Rule("int32", node -> !node.isIntegralNumber() || node.canConvertToInt()),
                new Rule("int64", HouseFormats::isLong),
                new Rule("bytes", HouseFormats::isLong),
                new Rule("speed", HouseFormats::isLong),
                text("storage-path", HouseFormats::isPath),
                text("storage-folder", HouseFormats::isPath),
                text("media", HouseFormats::isPath),
                text("cron", CronText::isOne),
                text("language", HouseFormats::isLanguage));
    }

    private static Rule text(String name, Predicate<String> fits) {
        return new Rule(name, node -> !node.isString() || fits.test(node.stringValue()));
    }

    private static boolean isPath(String text) {
        return pathProblem(text).isEmpty();
    }

    /** A language tag (BCP 47), such as {@code en} or {@code zh-CN}. */
    private static boolean isLanguage(String text) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(text)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException refused) {
            return false;
        }
    }

    private static boolean isLong(JsonNode node) {
        return !node.isIntegralNumber() || node.canConvertToLong();
    }

    /** Returns what is wrong with a storage path, or an empty string. */
    static String pathProblem(String text) {
        try {
            StoragePath.parse(text);
            return "";
        } catch (IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private record Rule(String name, Predicate<JsonNode> fits) implements Format {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean matches(ExecutionContext execution, SchemaContext schema, JsonNode value) {
            return fits.test(value);
        }
    }
}
