package io.dalbox.json.internal;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.MemberScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.dalbox.action.Param;
import io.dalbox.json.Json;
import io.dalbox.storage.StoragePath;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Derives the schema of a record.
 *
 * <p>Each derivation has a generator of its own: the generator's caches hold classes, and a class of a plugin must not be
 * held by the core.
 */
final class RecordSchemas {

    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

    private RecordSchemas() {}

    /**
     * A schema, and whether it stays the same as long as the record's own bundle does: it then has no part from another one that may be
     * replaced by itself.
     */
    record Derived(ObjectNode schema, boolean lasting) {}

    static Derived derive(Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException("Only a record has a schema; " + type.getName() + " is none");
        }
        // Forms and OpenAPI readers want nested records in place; only a record that contains itself needs definitions.
        boolean inline = !RecursiveRecords.isRecursive(type);
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        Json.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.EXTRA_OPEN_API_FORMAT_VALUES)
                .without(Option.PUBLIC_STATIC_FIELDS);
        if (inline) {
            config.with(Option.INLINE_ALL_SCHEMAS);
        }
        Set<Class<?>> parts = new HashSet<>(Set.of(type));
        config.forTypesInGeneral()
                .withPropertySorter((a, b) -> Integer.compare(position(a), position(b)))
                .withCustomDefinitionProvider((part, context) -> {
                    parts.add(part.getErasedType());
                    return definition(part, context);
                });
        config.forFields()
                .withIgnoreCheck(FieldScope::isStatic)
                .withPropertyNameOverrideResolver(field -> name(field.getDeclaredName()))
                .withRequiredCheck(RecordSchemas::required)
                .withInstanceAttributeOverride(RecordSchemas::describe);
        ObjectNode schema = new SchemaGenerator(config.build()).generateSchema(type);
        return new Derived(schema, parts.stream().allMatch(part -> isLasting(part, type)));
    }

    private static boolean isLasting(Class<?> part, Class<?> type) {
        Bundle bundle = FrameworkUtil.getBundle(part);
        return bundle == null
                || bundle.equals(FrameworkUtil.getBundle(type))
                || bundle.equals(FrameworkUtil.getBundle(Param.class))
                || JsonNode.class.isAssignableFrom(part);
    }

    /** Returns the JSON name of a component, the same that the mapper uses. */
    static String name(String component) {
        // The strategy looks at nothing but the name.
        return SNAKE_CASE.nameForField(null, null, component);
    }

    private static int position(MemberScope<?, ?> member) {
        RecordComponent[] components = member.getDeclaringType().getErasedType().getRecordComponents();
        for (int i = 0; components != null && i < components.length; i++) {
            if (components[i].getName().equals(member.getDeclaredName())) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static boolean required(FieldScope field) {
        Param param = field.getAnnotation(Param.class);
        return param == null || (param.required() && param.defaultValue().isEmpty());
    }

    private static void describe(ObjectNode property, FieldScope field, SchemaGenerationContext context) {
        Param param = field.getAnnotation(Param.class);
        boolean item = field.isFakeContainerItemScope();
        if (!item) {
            property.put("title", ParamKeywords.title(field.getDeclaredName()));
        }
        wholeNumber(field.getType()).ifPresent(format -> property.put("format", format));
        if (param != null) {
            ParamKeywords.write(property, param, field.getType(), item);
        }
    }

    // Said beside the component, not in the type: a component's own format, such as bytes, then takes its place.
    private static Optional<String> wholeNumber(ResolvedType type) {
        Class<?> raw = type.getErasedType();
        if (raw == int.class || raw == Integer.class) {
            return Optional.of("int32");
        }
        return raw == long.class || raw == Long.class ? Optional.of("int64") : Optional.empty();
    }

    private static @Nullable CustomDefinition definition(ResolvedType type, SchemaGenerationContext context) {
        Class<?> raw = type.getErasedType();
        ObjectNode node = context.getGeneratorConfig().createObjectNode();
        if (raw.isEnum()) {
            ArrayNode values = node.put("type", "string").putArray("enum");
            // Not getEnumConstants(): that runs code of the enum, and the plugin that it belongs to may not have
            // started.
            for (Field constant : raw.getDeclaredFields()) {
                if (constant.isEnumConstant()) {
                    values.add(constant.getName().toLowerCase(Locale.ROOT));
                }
            }
        } else if (Map.class.isAssignableFrom(raw)) {
            List<ResolvedType> parameters = type.typeParametersFor(Map.class);
            node.put("type", "object");
            if (parameters != null && parameters.size() == 2) {
                node.set("additionalProperties", context.createDefinitionReference(parameters.get(1)));
            }
        } else if (raw == Duration.class) {
            node.put("type", "string").put("format", "duration");
        } else if (raw == StoragePath.class) {
            node.put("type", "string").put("format", "storage-path");
        } else if (wholeNumber(type).isPresent()) {
            node.put("type", "integer");
        } else if (raw == ObjectNode.class) {
            node.put("type", "object");
        } else if (raw == ArrayNode.class) {
            node.put("type", "array");
        } else if (raw == Object.class || JsonNode.class.isAssignableFrom(raw)) {
            return new CustomDefinition(
                    node, CustomDefinition.INLINE_DEFINITION, CustomDefinition.EXCLUDING_ATTRIBUTES);
        } else {
            return null;
        }
        return new CustomDefinition(node, CustomDefinition.INLINE_DEFINITION, CustomDefinition.INCLUDING_ATTRIBUTES);
    }
}
