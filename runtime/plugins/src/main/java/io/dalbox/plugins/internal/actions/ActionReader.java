package io.dalbox.plugins.internal.actions;

import io.dalbox.action.Action;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Lane;
import io.dalbox.action.Method;
import io.dalbox.json.Schema;
import io.dalbox.json.Schemas;
import io.dalbox.plugins.Actions;
import io.dalbox.task.TaskAction;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import tools.jackson.databind.JavaType;

/** Reads what an action says of itself: its service properties, and the two record types of its class. */
final class ActionReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");
    private static final Pattern VERB = Pattern.compile("[a-z][a-z0-9_-]*");

    /** First segments below {@code /module/<id>} that are the host's. */
    private static final Set<String> RESERVED = Set.of("plugin", "health", "events", "tasks", "assets");

    private final Schemas schemas;

    ActionReader(Schemas schemas) {
        this.schemas = schemas;
    }

    /**
     * What an action says of itself.
     *
     * @param input the record that the parameters are read into
     * @param concurrency how many tasks may run at once; 0 leaves it to the host
     * @param exclusive parameters whose values no other running task may hold
     */
    record Shape(
            Actions.Description description, Class<? extends Record> input, int concurrency, List<String> exclusive) {}

    /** Reads an action of a component that runs. */
    Binding read(String plugin, ServiceReference<?> reference, Object service, PluginMapper mapper)
            throws BadContribution {
        Shape shape = read(plugin, Properties.of(reference, ActionSpec.PREFIX_), service.getClass(), mapper);
        return new Binding(
                reference, service, shape.description(), shape.input(), shape.concurrency(), shape.exclusive());
    }

    /** Reads an action of its class alone; nothing of the class is run. */
    Shape read(String plugin, Properties spec, Class<?> type, PluginMapper mapper) throws BadContribution {
        String name = spec.text("name", "");
        if (!NAME.matcher(name).matches()) {
            throw new BadContribution("its name '" + name + "' is not allowed: a small letter, then at most 40 small"
                    + " letters, digits and '_'. Set it with @ActionSpec(name = …)");
        }
        boolean isLong = TaskAction.class.isAssignableFrom(type);
        Method method = spec.word("method", Method.class, Method.POST);
        JavaType[] types = mapper.typeArguments(type, isLong ? TaskAction.class : Action.class);
        Class<? extends Record> input = inputType(types);
        Actions.Description description = new Actions.Description(
                plugin,
                name,
                spec.text("description", name),
                method,
                path(spec.text("path", "/actions/" + name)),
                spec.word("lane", Lane.class, Lane.IO),
                access(plugin, spec.text("access", plugin + (method == Method.GET ? ".read" : ".write"))),
                isLong,
                spec.flag("resumable", true),
                schemaOf(input),
                resultSchema(types[1]));
        return new Shape(description, input, Math.max(0, spec.number("concurrency")), exclusive(spec, input));
    }

    private static String path(String path) throws BadContribution {
        if (!PATH.matcher(path).matches() || path.length() > 200) {
            throw new BadContribution("its path '" + path + "' is not allowed: segments of letters, digits and . _ ~ -,"
                    + " each after a '/'");
        }
        if (RESERVED.contains(path.split("/")[1])) {
            throw new BadContribution("its path '" + path + "' belongs to the host; choose another first segment");
        }
        return path;
    }

    private static String access(String plugin, String access) throws BadContribution {
        String prefix = plugin + ".";
        if (!access.startsWith(prefix)
                || !VERB.matcher(access.substring(prefix.length())).matches()) {
            throw new BadContribution("its access '" + access + "' must be '" + prefix + "' and one word");
        }
        return access;
    }

    private static List<String> exclusive(Properties spec, Class<?> input) throws BadContribution {
        List<String> names = spec.texts("exclusive");
        for (String name : names) {
            boolean known = java.util.Arrays.stream(input.getRecordComponents())
                    .anyMatch(
                            c -> snake(c.getName()).equals(name) || c.getName().equals(name));
            if (!known) {
                throw new BadContribution("exclusive names '" + name + "', which is no parameter of it");
            }
        }
        return names;
    }

    private static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
    }

    private static Class<? extends Record> inputType(JavaType[] types) throws BadContribution {
        if (types.length == 2 && types[0].getRawClass().isRecord()) {
            return types[0].getRawClass().asSubclass(Record.class);
        }
        throw new BadContribution("its input type is not a record that can be read from its class;"
                + " write a class that implements Action<Input, Output>, not a lambda");
    }

    private @Nullable Schema resultSchema(JavaType type) throws BadContribution {
        if (type.getRawClass() == Void.class) {
            return null;
        }
        if (!type.getRawClass().isRecord()) {
            throw new BadContribution("its result type " + type.getRawClass().getSimpleName()
                    + " is not a record; use a record, or Void for no result");
        }
        return schemaOf(type.getRawClass());
    }

    private Schema schemaOf(Class<?> type) throws BadContribution {
        try {
            return schemas.ofRecord(type);
        } catch (RuntimeException e) {
            throw new BadContribution("no schema can be made of " + type.getSimpleName() + ": " + e.getMessage());
        }
    }
}
