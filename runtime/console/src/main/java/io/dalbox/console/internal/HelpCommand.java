package io.dalbox.console.internal;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Component;

/** What there is. */
@Component(
        service = HelpCommand.class,
        property = {"osgi.command.scope=dalbox", "osgi.command.function=help"})
public final class HelpCommand {

    /** Lists the commands. */
    @Descriptor("list these commands")
    public String help() {
        Columns columns = new Columns("COMMAND", "DOES");
        Stream.of(PluginCommands.class, TaskCommands.class, HelpCommand.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Descriptor.class))
                .sorted(Comparator.comparing(Method::getName))
                .forEach(method -> columns.row(
                        call(method), method.getAnnotation(Descriptor.class).value()));
        return columns.toString();
    }

    private static String call(Method method) {
        return Stream.concat(
                        Stream.of(method.getName()),
                        Arrays.stream(method.getParameters())
                                .filter(one -> one.isAnnotationPresent(Descriptor.class))
                                .map(one -> one.getName().toUpperCase(java.util.Locale.ROOT)))
                .collect(Collectors.joining(" "));
    }
}
