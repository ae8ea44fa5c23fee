package io.dalbox.plugins.internal.actions;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentConstants;

/**
 * Reads the properties that a component property type made: of a service, or of a component that has none yet.
 *
 * @param source gives a property by its full name
 * @param prefix of the names
 */
record Properties(Function<String, @Nullable Object> source, String prefix) {

    static Properties of(ServiceReference<?> reference, String prefix) {
        return new Properties(reference::getProperty, prefix);
    }

    String text(String name, String otherwise) {
        return value(name) instanceof String s && !s.isEmpty() ? s : otherwise;
    }

    boolean flag(String name) {
        return flag(name, false);
    }

    boolean flag(String name, boolean otherwise) {
        @Nullable Object value = value(name);
        return value == null ? otherwise : Boolean.parseBoolean(value.toString());
    }

    int number(String name) {
        return number(name, 0);
    }

    int number(String name, int otherwise) {
        return value(name) instanceof Number n ? n.intValue() : otherwise;
    }

    List<String> texts(String name) {
        @Nullable Object value = value(name);
        return switch (value) {
            case String[] many -> List.of(many);
            case String one when !one.isEmpty() -> List.of(one);
            case null, default -> List.of();
        };
    }

    <E extends Enum<E>> E word(String name, Class<E> type, E otherwise) throws BadContribution {
        String text = text(name, otherwise.name());
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException e) {
            throw new BadContribution("'" + text + "' is no " + type.getSimpleName());
        }
    }

    /** Names the component for people: its DS name, or the service's class. */
    static String component(ServiceReference<?> reference) {
        Object name = reference.getProperty(ComponentConstants.COMPONENT_NAME);
        return name instanceof String s ? s : "service " + reference.getProperty("service.id");
    }

    private @Nullable Object value(String name) {
        return source.apply(prefix + name);
    }
}
